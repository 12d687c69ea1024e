declare module '@20minutes/s3rver' {
  import type { AddressInfo } from 'node:net'
  interface Asked {
    path: string
    mountPath?: string
    state: { vhost?: boolean }
  }
  export default class S3rver {
    constructor(options: {
      address: string
      port: number
      silent: boolean
      directory: string
      vhostBuckets: boolean
      configureBuckets: { name: string }[]
    })
    middleware: ((asked: Asked, next: () => Promise<void>) => Promise<void>)[]
    run(): Promise<AddressInfo>
    close(): Promise<void>
  }
}
