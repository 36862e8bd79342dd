// Owns an in-memory device with REST requests to it, over a simulated network.
import { createDevice, memoryHost, memoryNetwork, type Device, type MemoryNetwork, type WebResponse } from '../../src/index.ts'

/** A response, with its JSON parsed. */
export interface RestAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** Details of a request that differ from the defaults. */
export interface RestRequest {
  readonly user?: string
  readonly type?: string
  readonly from?: string
  readonly service?: string
  readonly text?: string
}

/** A device with requests to its REST service. */
export class RestLab {
  readonly network: MemoryNetwork = memoryNetwork()
  readonly device: Device

  constructor(release = '7.24') {
    this.device = createDevice({ release, host: memoryHost({ network: this.network }) })
    this.device.run('')
  }

  ask(
    method: string,
    target: string,
    body?: unknown,
    { user = 'admin:', type = 'application/json', text, ...rest }: RestRequest = {},
  ): RestAnswer | undefined {
    const [rawPath = '', query = ''] = `/rest${target}`.split('?')
    const bytes = text ?? (body === undefined ? '' : JSON.stringify(body))
    const answer = this.network.deliver({
      method,
      path: decodeURIComponent(rawPath),
      rawPath,
      query,
      headers: [
        ['Authorization', `Basic ${Buffer.from(user, 'latin1').toString('base64')}`],
        ['Host', 'router.lan'],
        ...(bytes === '' || type === '' ? [] : [['Content-Type', type] as const]),
      ],
      body: Buffer.from(bytes),
      ...rest,
    })
    return answer && read(answer)
  }

  status(...given: Parameters<RestLab['ask']>): number | undefined {
    return this.ask(...given)?.status
  }

  detail(...given: Parameters<RestLab['ask']>): unknown {
    const answer = this.ask(...given)
    const body = answer?.body
    return [answer?.status, typeof body === 'object' && body !== null && 'detail' in body ? body.detail : undefined]
  }
}

function read({ status, headers, body }: WebResponse): RestAnswer {
  const text = Buffer.from(body).toString('utf8')
  const parsed: unknown = /^[[{]/.test(text) ? JSON.parse(text) : text
  return { status, headers: Object.fromEntries(headers), body: parsed }
}
