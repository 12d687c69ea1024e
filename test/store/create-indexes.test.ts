import { describe, expect, it } from 'vitest'
import { createIndexes } from '#store/database/mongodb.ts'

/** A collection whose server refuses its indexes a number of times, as it may while another process makes them. */
function refusing(times: number) {
  const asked = { times: 0 }
  return {
    asked,
    createIndexes: () => {
      asked.times += 1
      return asked.times <= times ? Promise.reject(new Error('deadlock detected')) : Promise.resolve()
    },
  }
}

describe('the indexes of a collection', () => {
  it('are asked for again where another process was in the way', async () => {
    const model = refusing(2)
    await createIndexes(model)
    expect(model.asked.times).toBe(3)
  })

  it('end a start that has asked five times, with what the server says', async () => {
    const model = refusing(Infinity)
    await expect(createIndexes(model)).rejects.toThrow('deadlock detected')
    expect(model.asked.times).toBe(5)
  })
})
