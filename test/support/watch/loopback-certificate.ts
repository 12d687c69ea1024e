import { generate } from 'selfsigned'

/** Key and certificate of 127.0.0.1; whoever trusts the certificate as an authority trusts the site. */
export interface LoopbackCertificate {
  key: string
  cert: string
}

export async function loopbackCertificate(): Promise<LoopbackCertificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Recourse tests' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  })
  return { key, cert }
}
