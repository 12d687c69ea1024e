// Loaded before a command: kills it, as `kill -9` does, right before or after it touches a file that the variable
// KILLED_AT names, as { call, path, when, nth }. What its renderer touches kills the command that started it.
import { syncBuiltinESMExports } from 'node:module'
import fs from 'node:fs/promises'

const { call, path, when, nth } = JSON.parse(process.env.KILLED_AT ?? '{}')
const named = new RegExp(path ?? '(?!)')
let left = nth ?? 1

const end = () => {
  process.kill(process.send ? process.ppid : process.pid, 'SIGKILL')
  return new Promise(() => undefined)
}

const original = fs[call]
if (original) {
  fs[call] = async (...given) => {
    const touched = given.filter((each) => typeof each === 'string').some((each) => named.test(each))
    const isThis = touched && (left -= 1) === 0
    if (isThis && when === 'before') return end()
    const done = await original(...given)
    return isThis ? end() : done
  }
  syncBuiltinESMExports()
}
