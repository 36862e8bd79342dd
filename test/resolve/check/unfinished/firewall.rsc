/interface/bridge
add name=lan
add name=lan
/ip/address
add address=192.0.2.1/24 interface=lan
add address=192.0.2.129/33 interface=lan
/ip/pool
add name=guests ranges=192.0.2.100-192.0.2.200
/ip/dhcp-server
add address-pool=gusts interface=lan name=dhcp

:foreach rule in=[/ip/firewall/filter/find where comment~"auto"] do={
  /ip/firewall/filter/set $rule adress=1.1.1.1
  :if ($count > 3) do={
    :put $totl
    /ip/firewall/filter/add chain=input protocol=tcp dst-port=70000
  }
  :local n 1.5
  :put $n
}

:do {
  /ip/route/add dst-address=0.0.0.0/0 gateway=192.0.2.254 distence=1
  :put [:len {a,b}]
} on-error={
  :log warning "no route: $why"
}
/system/script/run nothing
