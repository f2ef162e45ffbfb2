import assert from "node:assert/strict"
import { test } from "node:test"

import { FIRST, LONGEST, pauseBefore } from "../../../src/compagnon/assessments/static/assessments/helpers/pauses.js"
import { readReply } from "../../../src/compagnon/assessments/static/assessments/helpers/replies.js"
import { AnswerBox } from "../../../src/compagnon/assessments/static/assessments/models/answer-box.js"

class Shelf {
  items = new Map()
  getItem(key) { return this.items.get(key) ?? null }
  setItem(key, value) { this.items.set(key, value) }
  removeItem(key) { this.items.delete(key) }
}

const brokenShelf = {
  getItem() { throw new Error("private") },
  setItem() { throw new Error("full") },
  removeItem() { throw new Error("private") },
}

const arrived = readReply({ status: 200, hasItem: true, isRedirected: true, isWithin: true })
const one = { number: 1, fields: [["choice", "3"]] }

/** A box with a network that fails as told, and a clock that waits for us. */
function world({ storage = new Shelf(), replies = [arrived] } = {}) {
  const sent = [], said = [], waits = []
  const box = new AnswerBox({
    storage,
    key: "AB12",
    say: (state) => said.push(state),
    wait: (act, pause) => waits.push({ act, pause }),
    cancel: () => {},
    send: async (answer) => {
      sent.push(answer)
      const reply = replies.length > 1 ? replies.shift() : replies[0]
      if (reply instanceof Error) throw reply
      return reply
    },
  })
  return { box, sent, said, waits, storage }
}

const gone = new Error("no network")

test("an answer that arrives is not kept", async () => {
  const { box, sent, said, storage } = world()

  assert.equal((await box.post(one)).action, "show")

  assert.deepEqual([sent, said, storage.items.size], [[one], ["sending", "saved"], 0])
})

test("without a network the answer is kept and tried again", async () => {
  const { box, sent, said, waits } = world({ replies: [gone, gone, arrived] })

  assert.equal(await box.post(one), null)
  assert.deepEqual(box.pending, one)
  await waits[0].act()
  await waits[1].act()

  assert.deepEqual(said, ["sending", "kept", "sending", "kept", "sending", "saved"])
  assert.deepEqual([sent.length, box.pending], [3, null])
  assert.ok(waits[1].pause > waits[0].pause)
})

test("an answer outlives the page: the next one finds and sends it", async () => {
  const before = world({ replies: [gone] })
  await before.box.post(one)

  const after = world({ storage: before.storage })

  assert.deepEqual(after.box.pending, one)
  await after.box.deliver()
  assert.deepEqual([after.sent, after.box.pending], [[one], null])
})

test("an answer that arrived unseen is forgotten at a later item", async () => {
  const { box } = world({ replies: [gone] })
  await box.post(one)

  box.forgetBefore(1)
  assert.deepEqual(box.pending, one)
  box.forgetBefore(2)
  assert.equal(box.pending, null)
})

test("two calls at once send the answer once", async () => {
  const { box, sent } = world()
  await Promise.all([box.post(one), box.deliver(), box.deliver()])

  assert.equal(sent.length, 1)
})

test("a device that keeps nothing still sends from memory", async () => {
  const { box, sent, waits } = world({ storage: brokenShelf, replies: [gone, arrived] })
  await box.post(one)
  await waits[0].act()

  assert.deepEqual([sent.length, box.pending], [2, null])
})

test("a shelf that holds nonsense holds no answer", () => {
  const storage = new Shelf()
  storage.setItem("answer:AB12", "{")

  assert.equal(world({ storage }).box.pending, null)
})

test("a server that is away is asked again; one that refuses is not", async () => {
  const busy = readReply({ status: 503, hasItem: false, isRedirected: false, isWithin: false })
  const refused = readReply({ status: 403, hasItem: false, isRedirected: false, isWithin: false })
  const { box, waits, said } = world({ replies: [busy, refused] })
  await box.post(one)
  await waits[0].act()

  assert.deepEqual(said, ["sending", "waiting", "sending", "refused"])
  assert.deepEqual([waits.length, box.pending], [1, one])
})

test("each pause is longer than the last, up to about a minute", () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 400].map((attempt) => pauseBefore(attempt))

  assert.equal(pauses[0], FIRST)
  assert.deepEqual(pauses, [...pauses].sort((a, b) => a - b))
  assert.equal(pauses.at(-1), LONGEST)
})

test("a pause is spread by a quarter either way", () => {
  assert.deepEqual([pauseBefore(1, 0), pauseBefore(1, 1)], [FIRST * 0.75, FIRST * 1.25])
})

for (const [status, hasItem, isRedirected, isWithin, expected] of [
  [200, true, true, true, ["show", true, "saved"]], // the next item
  [409, true, false, true, ["show", true, ""]], // answered before: where you are now
  [422, true, false, true, ["show", true, ""]], // not offered: try again
  [200, false, true, true, ["go", true, ""]], // thanks, or the doors
  [200, false, true, false, ["go", false, ""]], // sign in again; the answer waits
  [403, false, false, false, ["stay", false, "refused"]],
  [404, false, false, true, ["stay", false, "refused"]],
  [500, false, false, true, ["stay", false, "waiting"]],
  [429, false, false, true, ["stay", false, "waiting"]],
]) {
  test(`status ${status}, item ${hasItem}, within ${isWithin}: ${expected}`, () => {
    const reply = readReply({ status, hasItem, isRedirected, isWithin })
    assert.deepEqual([reply.action, reply.isForgotten, reply.state], expected)
  })
}
