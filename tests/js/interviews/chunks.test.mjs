import assert from "node:assert/strict"
import { test } from "node:test"

import { Chunks } from "../../../src/compagnon/interviews/static/interviews/helpers/chunks.js"

const recorded = (...pieces) => {
  const chunks = new Chunks()
  for (const piece of pieces) chunks.add(new Blob([piece]))
  return chunks
}

test("pieces are sent in order, across their borders", async () => {
  const chunks = recorded("abc", "defg", "h")

  assert.equal(await chunks.next(5).text(), "abcde")
  chunks.acknowledge(5)
  assert.equal(await chunks.next(5).text(), "fgh")
  assert.equal(chunks.toGo, 3)
})

test("an empty piece changes nothing", () => {
  assert.equal(recorded("abc", "").length, 3)
})

test("the server may have fewer bytes than it once said", async () => {
  const chunks = recorded("abcdef")
  chunks.acknowledge(6)
  chunks.acknowledge(2)

  assert.equal(await chunks.next(100).text(), "cdef")
})

test("the server cannot have more than was recorded", () => {
  assert.throws(() => recorded("abc").acknowledge(4), RangeError)
  assert.throws(() => recorded("abc").acknowledge(NaN), RangeError)
})

test("the whole is what was recorded, also after it was sent", async () => {
  const chunks = recorded("abc", "def")
  chunks.acknowledge(6)

  assert.equal(await chunks.whole().text(), "abcdef")
})
