// Owns running acme.sh's hook for RouterOS as its users do: `acme.sh --deploy --deploy-hook routeros`, twice, onto a served device.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../dist/offbox.cjs', import.meta.url))
const domain = 'ftp.example.com'

/** Deploys twice; returns what differs from the expected result. `checkout` is the published acme.sh. */
export async function deployTwice(checkout) {
  const folder = mkdtempSync(join(tmpdir(), 'offbox-acme-sh-'))
  const wrong = []
  const ready = join(folder, 'ready.json')
  const device = spawn(process.execPath, [program, 'serve', '--listen', 'ssh=0', '--ready-file', ready], {
    stdio: ['ignore', 'inherit', 'ignore'],
  })
  const ended = new Promise((resolve) => device.once('exit', resolve))
  try {
    for (let turn = 0; turn < 300 && !existsSync(ready); turn++) await new Promise((resolve) => setTimeout(resolve, 100))
    const { ssh: port } = JSON.parse(readFileSync(ready, 'utf8'))
    const known = `-F none -o UserKnownHostsFile=${join(folder, 'known')} -o StrictHostKeyChecking=accept-new -o LogLevel=ERROR`
    const says = (line) =>
      spawnSync('ssh', [...known.split(' '), '-p', String(port), 'admin@127.0.0.1', line], { encoding: 'utf8' }).stdout.trim()
    const home = join(folder, 'home')
    const own = join(home, domain)
    mkdirSync(own, { recursive: true })
    const environment = {
      ...process.env,
      HOME: folder,
      ROUTER_OS_HOST: '127.0.0.1',
      ROUTER_OS_USERNAME: 'admin',
      ROUTER_OS_PORT: String(port),
      ROUTER_OS_SSH_CMD: `ssh ${known} -p ${port}`,
      ROUTER_OS_SCP_CMD: `scp ${known} -P ${port}`,
      ROUTER_OS_ADDITIONAL_SERVICES: `/ip service set api-ssl certificate=${domain}.cer_0`,
    }
    const serials = []
    for (const turn of ['first', 'second']) {
      const [key, cer] = [join(own, `${domain}.key`), join(own, `${domain}.cer`)]
      const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${domain}`, '-addext', `subjectAltName=DNS:${domain}`]
      execFileSync('openssl', [...made, '-days', '90', '-keyout', key, '-out', cer], { stdio: 'ignore' })
      copyFileSync(cer, join(own, 'fullchain.cer'))
      copyFileSync(cer, join(own, 'ca.cer'))
      if (turn === 'first') writeFileSync(join(own, `${domain}.conf`), `Le_Domain='${domain}'\nLe_Alt='no'\nLe_Keylength='2048'\n`)
      const words = [
        join(checkout, 'acme.sh'),
        '--home',
        home,
        '--config-home',
        home,
        '--deploy',
        '-d',
        domain,
        '--deploy-hook',
        'routeros',
      ]
      // Its hooks are in folders beside it.
      const { status, stdout, stderr } = spawnSync('sh', words, { cwd: checkout, env: environment, encoding: 'utf8', timeout: 120_000 })
      if (status !== 0) wrong.push(`the ${turn} deployment ends with ${status}: ${stdout}${stderr}`)
      for (const service of ['www-ssl', 'api-ssl']) {
        const bound = says(`:put [/ip/service/get ${service} certificate]`)
        if (bound !== `${domain}.cer_0`) wrong.push(`after the ${turn}, ${service} has the certificate ${bound}`)
      }
      const certificates = says('/certificate/print count-only')
      if (certificates !== '1') wrong.push(`after the ${turn}, there are ${certificates} certificates`)
      if (says(`:put [/certificate/get ${domain}.cer_0 private-key]`) !== 'true') wrong.push(`after the ${turn}, it has no key`)
      serials.push(says(`:put [/certificate/get ${domain}.cer_0 serial-number]`))
      const left = says(':put ([:len [/file/find name~"ftp.example"]] + [:len [/system/script/find]])')
      if (left !== '0') wrong.push(`after the ${turn}, ${left} files or scripts are left`)
    }
    if (serials[0] === serials[1]) wrong.push('the second deployment changed nothing')
    return wrong
  } finally {
    device.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}
