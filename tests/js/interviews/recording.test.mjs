/** A take with a recorder, a camera and a clock that are passed in. */
import assert from "node:assert/strict"
import { test } from "node:test"

import { Recording } from "../../../src/compagnon/interviews/static/interviews/models/recording.js"

class Track {
  muted = false
  isStopped = false
  stop() {
    this.isStopped = true
  }
}

class Recorder {
  static last
  constructor(stream, options) {
    Object.assign(this, { stream, options, mimeType: options.mimeType })
    Recorder.last = this
  }
  start(slice) {
    this.slice = slice
  }
  speak(text) {
    this.ondataavailable({ data: new Blob([text]) })
  }
  stop() {
    this.speak("end")
    this.onstop?.()
  }
}

const upload = () => {
  const made = { pieces: 0, isGivenUp: false, trouble: false }
  made.arrived = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }))
  made.more = () => (made.pieces += 1)
  made.end = (seconds) => ((made.seconds = seconds), made.arrived)
  made.giveUp = () => (made.isGivenUp = true)
  return made
}

const setUp = (more = {}) => {
  const tracks = [new Track(), new Track()]
  const time = { now: 0 }
  const sent = upload()
  const states = []
  const recording = new Recording({
    kind: "video",
    limit: 120,
    media: {
      ask: async () => ({ getTracks: () => tracks }),
      isSupported: (type) => type.includes("webm"),
      Recorder,
      ...more.media,
    },
    upload: () => sent,
    now: () => time.now,
    wait: async () => {},
    ...more.given,
  })
  recording.addEventListener("change", () => states.push(recording.state))
  return { recording, sent, states, time, tracks }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 2))

test("a take goes from the wish to its arrival", async () => {
  const { recording, sent, states, time, tracks } = setUp()
  await recording.ask()
  recording.start()
  Recorder.last.speak("hello ")
  time.now = 3000
  recording.stop()
  sent.resolve(true)
  await settle()

  assert.deepEqual(states, ["asking", "ready", "recording", "sending", "kept"])
  assert.equal(await recording.chunks.whole().text(), "hello end")
  assert.deepEqual([sent.pieces, sent.seconds], [2, 3])
  assert.ok(tracks.every((track) => track.isStopped))
})

test("it asks for few bits, pieces of a second, and a key frame every two", async () => {
  const { recording } = setUp()
  await recording.ask()
  recording.start()

  assert.equal(Recorder.last.slice, 1000)
  assert.deepEqual(Recorder.last.options, {
    mimeType: 'video/webm;codecs="h264,opus"',
    videoBitsPerSecond: 700_000,
    audioBitsPerSecond: 32_000,
    videoKeyFrameIntervalDuration: 2000,
  })
})

for (const [name, reason] of [
  ["NotAllowedError", "denied"],
  ["NotFoundError", "missing"],
  ["NotReadableError", "busy"],
]) {
  test(`a camera that answers ${name} is ${reason}`, async () => {
    const refuse = () => Promise.reject(Object.assign(new Error(), { name }))
    const { recording } = setUp({ media: { ask: refuse } })
    await recording.ask()

    assert.deepEqual([recording.state, recording.reason], ["failed", reason])
  })
}

test("a browser without a recorder is told apart from a refusal", async () => {
  const { recording } = setUp({ media: { Recorder: undefined } })
  await recording.ask()

  assert.equal(recording.reason, "unsupported")
})

test("time is told at 30 and 10 seconds, and the answer ends by itself", async () => {
  const { recording, states, time } = setUp()
  const marks = []
  recording.addEventListener("mark", ({ detail }) => marks.push(detail))
  await recording.ask()
  recording.start()
  for (const second of [0, 60, 90, 90.3, 110, 119]) {
    time.now = second * 1000
    recording.tick()
  }
  assert.deepEqual(marks, [30, 10])
  time.now = 120_000
  recording.tick()

  assert.equal(states.at(-1), "sending")
})

test("without a clock it never ends by itself", async () => {
  const { recording, time } = setUp({ given: { limit: Infinity } })
  await recording.ask()
  recording.start()
  time.now = 3_600_000
  recording.tick()

  assert.equal(recording.state, "recording")
})

test("a track that ends spends no take", async () => {
  const { recording, sent, tracks } = setUp()
  await recording.ask()
  recording.start()
  tracks[0].onended()

  assert.deepEqual([recording.state, recording.reason, sent.isGivenUp], ["failed", "interrupted", true])
})

test("a short silence of the device is waited out, a long one is an interruption", async () => {
  const { recording, tracks } = setUp()
  await recording.ask()
  recording.start()
  await tracks[1].onmute()
  assert.equal(recording.state, "recording")

  tracks[1].muted = true
  await tracks[1].onmute()
  assert.equal(recording.reason, "interrupted")
})

test("what the server refuses is told in its words", async () => {
  const { recording, sent } = setUp()
  await recording.ask()
  recording.start()
  sent.reject(new Error("No take is left."))
  await settle()

  assert.deepEqual([recording.state, recording.reason, recording.detail], ["failed", "refused", "No take is left."])
})

test("a practice stays here", async () => {
  const { recording } = setUp({ given: { upload: undefined } })
  await recording.ask()
  recording.start()
  recording.stop()
  await settle()

  assert.equal(recording.state, "kept")
})
