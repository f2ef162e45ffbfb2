/** The upload against a server that follows the protocol and can be made to fail. */
import assert from "node:assert/strict"
import { test } from "node:test"

import { Chunks } from "../../../src/compagnon/interviews/static/interviews/helpers/chunks.js"
import { Refused, Upload } from "../../../src/compagnon/interviews/static/interviews/models/upload.js"

const answer = (status, headers = {}, body = null) => new Response(body, { status, headers })

/** What the server's view does, in memory; `faults` are played before a request counts. */
class Server {
  faults = []
  asked = []
  takes = []

  fetch = async (url, { method, headers, body }) => {
    this.asked.push(method)
    const fault = this.faults.shift()
    const sent = body instanceof Blob ? new Uint8Array(await body.arrayBuffer()) : undefined
    if (fault?.keeps !== undefined) this.takes.at(-1).bytes.push(...sent.slice(0, fault.keeps))
    if (fault) return fault.respond()
    if (method === "POST") return this.#create(body)
    return this.#serve(url, method, headers, sent)
  }

  #create(body) {
    this.takes.push({ bytes: [], fields: Object.fromEntries(body), isWhole: false })
    return answer(201, { Location: `/takes/${this.takes.length}/`, "Upload-Offset": "0" })
  }

  #serve(url, method, headers, sent) {
    const take = this.takes[url.split("/")[2] - 1]
    if (method === "PATCH" && Number(headers["Upload-Offset"]) !== take.bytes.length) {
      return answer(409, { "Upload-Offset": String(take.bytes.length) })
    }
    if (method === "PATCH") take.bytes.push(...sent)
    if (headers["Upload-Complete"] === "?1") Object.assign(take, { isWhole: true, headers })
    return answer(method === "HEAD" ? 200 : 204, {
      "Upload-Offset": String(take.bytes.length),
      "Upload-Complete": take.isWhole ? "?1" : "?0",
    })
  }

  get text() {
    return String.fromCharCode(...this.takes.at(-1).bytes)
  }
}

const lost = { respond: () => Promise.reject(new TypeError("Failed to fetch")) }

const begin = (server, more = {}) => {
  const chunks = new Chunks()
  const waits = []
  const upload = new Upload({
    url: "/takes/",
    chunks,
    fields: { kind: "video", type: "video/webm" },
    headers: () => ({ "X-CSRFToken": "token" }),
    fetch: server.fetch,
    wait: async (ms) => void waits.push(ms),
    digest: async (blob) => `sum of ${await blob.text()}`,
    ...more,
  })
  const record = (text) => {
    chunks.add(new Blob([text]))
    upload.more()
  }
  return { chunks, record, upload, waits }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

test("what is recorded is sent meanwhile, and finished with its hash and length", async () => {
  const server = new Server()
  const { record, upload } = begin(server)
  record("abc")
  await settle()
  assert.equal(server.text, "abc")
  record("def")

  await upload.end(2.5)

  assert.equal(server.text, "abcdef")
  assert.equal(server.takes[0].headers["Repr-Digest"], "sha-256=:sum of abcdef:")
  assert.equal(server.takes[0].headers["Upload-Duration"], "2.50")
})

test("after a lost connection it goes on from what the server has", async () => {
  const server = new Server()
  const { record, upload, waits } = begin(server)
  await settle()
  server.faults = [{ ...lost, keeps: 2 }, lost]
  record("abcdef")

  await upload.end(1)

  assert.equal(server.text, "abcdef")
  assert.deepEqual(server.asked.slice(0, 3), ["POST", "PATCH", "HEAD"])
  assert.equal(waits[0], 500)
})

test("each failure in a row waits longer, and the trouble is told", async () => {
  const server = new Server()
  server.faults = [lost, lost, { respond: () => answer(503) }]
  const { upload, waits, record } = begin(server)
  await settle()
  record("abc")

  await upload.end(1)

  assert.deepEqual(waits, [500, 1000, 2000])
  assert.equal(upload.trouble, false)
})

test("a wrong offset is put right by the server's own", async () => {
  const server = new Server()
  const { record, upload } = begin(server)
  await settle()
  server.takes[0].bytes.push(97)
  record("abc")

  await upload.end(1)

  assert.equal(server.text, "abc")
})

test("a take that the server has closed is sent again from its start", async () => {
  const server = new Server()
  const { record, upload } = begin(server)
  record("abc")
  await settle()
  server.faults = [{ respond: () => answer(410) }]
  record("def")

  await upload.end(1)

  assert.equal(server.takes.length, 2)
  assert.equal(server.text, "abcdef")
})

test("a refusal ends it with the server's words", async () => {
  const server = new Server()
  const words = JSON.stringify({ detail: "No take is left." })
  server.faults = [{ respond: () => answer(403, {}, words) }]
  const { upload } = begin(server)

  await assert.rejects(upload.arrived, (error) => error instanceof Refused && error.message === "No take is left.")
})

test("given up, it stops and tells the server", async () => {
  const server = new Server()
  const { record, upload } = begin(server)
  record("abc")
  await settle()

  upload.giveUp()

  assert.equal(await upload.arrived, false)
  assert.equal(server.asked.at(-1), "DELETE")
})
