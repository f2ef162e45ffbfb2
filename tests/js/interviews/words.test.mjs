import assert from "node:assert/strict"
import { test } from "node:test"

import { pick, reasonOf } from "../../../src/compagnon/interviews/static/interviews/helpers/codecs.js"
import * as words from "../../../src/compagnon/interviews/static/interviews/helpers/words.js"

test("a clock shows minutes and seconds and never less than nothing", () => {
  assert.equal(words.clock(125), "2:05")
  assert.equal(words.clock(59.2), "1:00")
  assert.equal(words.clock(-3), "0:00")
})

test("megabytes are written as the reader writes numbers", () => {
  assert.equal(words.megabytes(3_141_592, "en"), "3.1")
  assert.equal(words.megabytes(3_141_592, "fr"), "3,1")
})

test("braces without a value stay", () => {
  assert.equal(words.fill("{n} of {m}", { n: 3 }), "3 of {m}")
})

test("a mark is passed once, and the later one wins a long gap", () => {
  assert.equal(words.markBetween(30.2, 29.9), 30)
  assert.equal(words.markBetween(29.9, 29.6), undefined)
  assert.equal(words.markBetween(31, 9), 10)
})

test("waits double and end at fifteen seconds", () => {
  assert.deepEqual([1, 2, 3, 5, 6, 99].map(words.delayAfter), [500, 1000, 2000, 8000, 15000, 15000])
})

test("silence has no loudness and a full swing has all of it", () => {
  assert.equal(words.loudness(new Uint8Array([128, 128])), 0)
  assert.equal(words.loudness(new Uint8Array([0, 255])), 1)
})

test("the best format that the browser knows is taken", () => {
  const chromium = (type) => /webm/.test(type)
  assert.equal(pick("video", chromium), 'video/webm;codecs="h264,opus"')
  assert.equal(pick("audio", chromium), 'audio/webm;codecs="opus"')
  assert.equal(pick("audio", () => false), undefined)
})

test("an unknown fault of the camera counts as a browser that cannot", () => {
  assert.equal(reasonOf({ name: "NotAllowedError" }), "denied")
  assert.equal(reasonOf({ name: "NeverHeardOf" }), "unsupported")
})
