// Owns how public suites are installed, and which of their scripts run. This file contains facts about them only, no code of theirs.

import { createHash } from 'node:crypto'

/** `a/b.rsc` -> `a/b`. */
const bare = (name) => name.replace(/\.rsc$/, '')

const scriptsOf = (files) => [...files].filter(([name]) => name.endsWith('.rsc'))

const checksums = (files) =>
  JSON.stringify(
    Object.fromEntries(scriptsOf(files).map(([name, contents]) => [bare(name), createHash('md5').update(contents).digest('hex')])),
  )

/** A connected router: an address, a default route, DNS, time. */
const connected = `
/ip/address/add address=192.0.2.10/24 interface=ether1
/ip/route/add gateway=192.0.2.1
/ip/dns/set servers=192.0.2.1
/ip/cloud/set update-time=no
/tool/e-mail/set server=192.0.2.1 from=router@example.com
:delay 10m
`

const eworm = {
  checkouts: ['routeros-scripts'],
  pings: { '192.0.2.1': 2, '192.0.2.80': 5 },
  model: 'RB5009UG+S+',
  answers(url, checkouts) {
    const { pathname } = new URL(url)
    if (pathname.endsWith('/checksums.json')) return checksums(checkouts[0])
    for (const files of checkouts) for (const [name, contents] of files) if (pathname.endsWith(`/${name}`)) return contents
    // The responses of the services that its scripts use: a chat without messages, lists of networks, a server that stores backups.
    if (/^\/bot[^/]*\/getUpdates/.test(pathname)) return '{"ok":true,"result":[]}'
    if (/\.(txt|netset)$/.test(pathname)) return '198.51.100.0/24\n'
    if (pathname.startsWith('/backup')) return ''
    return undefined
  },
  scripts: ([files]) => ['global-config', 'global-functions'].map((name) => [name, files.get(`${name}.rsc`)]),
}

const base = `${connected}
/system/script { run global-config; run global-functions; }
`

export const suites = [
  {
    ...eworm,
    name: 'eworm-de/routeros-scripts',
    setup: `${base}
:global ScriptInstallUpdate
$ScriptInstallUpdate mod/notification-email
`,
    /** Each script is installed by the suite's own installer and run by its name. */
    *parts([files]) {
      for (const [name] of scriptsOf(files)) {
        // The 71 scripts: those at the top and in `mod`; contributed ones (`*.d`), templates and the library itself are excluded.
        if (/\.d\/|template|^contrib|^general|^global-(config|config-overlay|functions)\.rsc$/.test(name)) continue
        const script = bare(name)
        const install = /^global-(config|functions)$/.test(script) ? '' : `:global ScriptInstallUpdate; $ScriptInstallUpdate ${script}\n`
        yield { name: script, before: install, text: `/system/script/run ${script}` }
      }
    },
  },
  {
    ...eworm,
    name: 'Kentzo/routeros-scripts-custom',
    /** Its comments are for releases in which mounts of containers have names, and `:toip` of a prefix returns nothing. */
    release: '7.20',
    checkouts: ['routeros-scripts', 'routeros-scripts-custom'],
    setup: `${base}
:global ScriptInstallUpdate
$ScriptInstallUpdate setup-homenet-dns "base-url=https://raw.example.com/"
:foreach m in={"mod/kentzo-functions";"mod/ipv4-structured";"mod/ipv6-structured";"mod/homenet-dns";"mod/ipcalc"} do={
  $ScriptInstallUpdate $m "base-url=https://raw.example.com/"
  /system/script/run $m
}
`,
    /** The examples in its comments: a prompt, and below it the output of the call. */
    *parts([, files]) {
      for (const [name, contents] of scriptsOf(files)) {
        const lines = contents.toString('utf8').split('\n')
        const names = [...contents.toString('utf8').matchAll(/^:global (\w+)/gm)].map(([, global]) => `:global ${global}`)
        const steps = []
        for (const [at, line] of lines.entries()) {
          const step = /^# {3}> (.*)$/.exec(line)?.[1]
          if (step !== undefined) {
            // Commands typed in sequence: each depends on those above it.
            yield { name: `${name}:${at + 1}`, before: steps.join('\n'), text: step }
            steps.push(step)
          }
          const call = /^# > (.*)$/.exec(line)?.[1]
          if (call === undefined) continue
          let expected = ''
          for (let next = at + 1; /^# [^>$]/.test(lines[next] ?? ''); next++) expected += `${lines[next].slice(2)}\n`
          yield {
            name: `${name}:${at + 1}`,
            text: `${[...new Set(names)].join('\n')}\n${call}`,
            ...(call.startsWith(':put') ? { expected: expected.trim() } : {}),
          }
        }
      }
    },
  },
  {
    name: 'merlinthemagic/MTM-RouterOS-Scripting',
    checkouts: ['MTM-RouterOS-Scripting'],
    setup: connected,
    files: ([files]) =>
      Object.fromEntries(
        [...files].filter(([name]) => name.startsWith('src/v7/flash/')).map(([name, contents]) => [name.slice('src/v7/'.length), contents]),
      ),
    *parts([files]) {
      const load = '/import file-name=flash/MTM/Utilities/Enable.rsc verbose=no\n'
      yield { name: 'loads', text: load }
      // `Tests/Locks/V1.rsc` watches a lock until the user stops it: it has no natural end.
      for (const [name, contents] of files)
        if (/^src\/v7\/Tests\/(?!Locks\/V1)[^]*\.rsc$/.test(name)) yield { name, text: contents.toString('latin1') }
      for (const [name, contents] of files) {
        if (!/^src\/v7\/Documentation\/.*\.md$/.test(name)) continue
        let number = 0
        for (const [, text] of contents.toString('latin1').matchAll(/```\w*\n(.*?)```/gs))
          if (/MtmToolsRoot|MtmFacts|\$Mtm/.test(text) && !/Enable\.rsc|rootPath/.test(text))
            yield { name: `${name} ${++number}`, text: `${load}${text}` }
      }
    },
  },
]
