import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { BucketTarget } from '#domain/publish/targets.ts'
import type { PushedFile } from './release.ts'

/** Bytes of a part of a large object, and how many parts one may have. */
const PART = 16_000_000
const MOST_PARTS = 9_000

/** Requests under way at once; each holds one file in memory. */
export const AT_ONCE = 8

/** An object as the bucket lists it. */
export interface Listed {
  bytes: number
  /** With its quotes, as conditions take it. */
  etag: string
}

/** The object that names the current release. */
export interface StoredPointer {
  text: string
  etag: string
}

const KEEPS_NOTHING = { CacheControl: 'no-cache' } as const

/** A path as the header of a copy takes it; an “@” may stand in one, and some servers do not decode it. */
const sourceOf = (path: string): string =>
  path
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll('%40', '@'))
    .join('/')

const isStatus = (error: unknown, status: number): boolean =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === status

/** The objects of a target, by their path below its prefix. Credentials are found by the SDK alone. */
export class BucketStore {
  readonly #client: S3Client
  readonly #target: BucketTarget
  readonly #signal: AbortSignal

  /** @param silence milliseconds without a byte after which a request is given up and made again. */
  constructor(target: BucketTarget, signal: AbortSignal, silence: number) {
    this.#target = target
    this.#signal = signal
    this.#client = new S3Client({
      region: target.region,
      // Wildcard certificates do not cover a bucket with a dot in its name.
      forcePathStyle: target.endpoint !== null || target.bucket.includes('.'),
      ...(target.endpoint !== null && { endpoint: target.endpoint }),
      // Checksums in trailers, which the SDK adds by itself, are refused by other servers than Amazon’s.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      followRegionRedirects: false,
      requestHandler: {
        connectionTimeout: silence,
        socketTimeout: silence,
        requestTimeout: 10 * silence,
        throwOnRequestTimeout: true,
        httpAgent: { maxSockets: AT_ONCE },
        httpsAgent: { maxSockets: AT_ONCE },
      },
    })
  }

  #key(path: string): { Bucket: string; Key: string } {
    const { bucket, prefix } = this.#target
    return { Bucket: bucket, Key: prefix === '' ? path : `${prefix}/${path}` }
  }

  get #options(): { abortSignal: AbortSignal } {
    return { abortSignal: this.#signal }
  }

  /** Everything below a folder, by its path in it. */
  async list(folder: string): Promise<Map<string, Listed>> {
    const { Bucket, Key } = this.#key(folder)
    const found = new Map<string, Listed>()
    const query = { Bucket, Prefix: Key }
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client: this.#client },
      query,
      this.#options,
    ))
      for (const { Key: key = '', Size: bytes = -1, ETag: etag = '' } of Contents)
        found.set(key.slice(Key.length), { bytes, etag })
    return found
  }

  /** Names of the folders in a folder. */
  async folders(folder: string): Promise<string[]> {
    const { Bucket, Key } = this.#key(folder)
    const names: string[] = []
    const query = { Bucket, Prefix: Key, Delimiter: '/' }
    for await (const page of paginateListObjectsV2({ client: this.#client }, query, this.#options))
      for (const { Prefix = '' } of page.CommonPrefixes ?? []) names.push(Prefix.slice(Key.length, -1))
    return names
  }

  /** Stores a file. A server that knows the checksum refuses other bytes. */
  async put(path: string, file: PushedFile, bytes: Uint8Array): Promise<void> {
    const command = new PutObjectCommand({
      ...this.#key(path),
      ...KEEPS_NOTHING,
      Body: bytes,
      ContentLength: bytes.byteLength,
      ContentType: file.type,
      ChecksumSHA256: Buffer.from(file.sha256, 'hex').toString('base64'),
    })
    await this.#client.send(command, this.#options)
  }

  /**
   * Stores a file of any size, in parts. It is there whole, or not at all.
   * @param partBytes bytes of a part, which is held in memory.
   */
  async putLarge(path: string, file: FileHandle, partBytes = PART): Promise<void> {
    const { size } = await file.stat()
    const object = this.#key(path)
    const { UploadId } = await this.#client.send(
      new CreateMultipartUploadCommand({ ...object, ContentType: 'application/x-tar' }),
      this.#options,
    )
    try {
      const Parts: CompletedPart[] = []
      const bytes = Buffer.alloc(Math.max(partBytes, Math.ceil(size / MOST_PARTS)))
      for (let at = 0; at < size || Parts.length === 0;) {
        const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, at)
        const PartNumber = Parts.length + 1
        const part = { ...object, UploadId, PartNumber, Body: bytes.subarray(0, bytesRead) }
        const { ETag } = await this.#client.send(new UploadPartCommand(part), this.#options)
        Parts.push({ ETag, PartNumber })
        at += bytesRead
        if (bytesRead === 0) break
      }
      const whole = { ...object, UploadId, MultipartUpload: { Parts } }
      await this.#client.send(new CompleteMultipartUploadCommand(whole), this.#options)
    } catch (error) {
      // Parts that belong to nothing are paid for until somebody removes them.
      await this.#client.send(new AbortMultipartUploadCommand({ ...object, UploadId })).catch(() => undefined)
      throw error
    }
  }

  /** Copies an object within the bucket, if it is still the one that was compared. */
  async copy(from: string, to: string, { etag, type }: { etag: string; type: string }): Promise<void> {
    const { Bucket, Key } = this.#key(from)
    const command = new CopyObjectCommand({
      ...this.#key(to),
      ...KEEPS_NOTHING,
      CopySource: sourceOf(`${Bucket}/${Key}`),
      CopySourceIfMatch: etag,
      MetadataDirective: 'REPLACE',
      ContentType: type,
    })
    await this.#client.send(command, this.#options)
  }

  /** SHA-256 of an object, by reading it. */
  async hashOf(path: string): Promise<string> {
    const { Body } = await this.#client.send(new GetObjectCommand(this.#key(path)), this.#options)
    const hash = createHash('sha256')
    if (Body) for await (const part of Body as AsyncIterable<Uint8Array>) hash.update(part)
    return hash.digest('hex')
  }

  async remove(path: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#key(path)), this.#options)
  }

  /** @returns null where there is none. */
  async readPointer(path: string): Promise<StoredPointer | null> {
    try {
      const answer = await this.#client.send(new GetObjectCommand(this.#key(path)), this.#options)
      return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' }
    } catch (error) {
      if ((error as Error).name === 'NoSuchKey') return null
      throw error
    }
  }

  /** Replaces the pointer, if it is still the one that was read. @returns whether it was. */
  async writePointer(path: string, text: string, before: StoredPointer | null): Promise<boolean> {
    const condition = before ? { IfMatch: before.etag } : { IfNoneMatch: '*' }
    const object = { ...this.#key(path), ...KEEPS_NOTHING, Body: text, ContentType: 'application/json' }
    try {
      await this.#client.send(new PutObjectCommand({ ...object, ...condition }), this.#options)
    } catch (error) {
      if (isStatus(error, 412) || isStatus(error, 409)) return false
      // A server without conditional writes: what was read a moment ago has to do.
      if (!isStatus(error, 501)) throw error
      await this.#client.send(new PutObjectCommand(object), this.#options)
    }
    return true
  }

  close(): void {
    this.#client.destroy()
  }
}
