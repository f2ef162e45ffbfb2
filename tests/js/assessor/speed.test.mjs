import assert from "node:assert/strict"
import { test } from "node:test"

import {
  isTyping,
  moved,
  nextSpeed,
} from "../../../src/compagnon/desks/assessor/static/assessor/models/speed.js"

test("speeds go up and down and stop at the ends", () => {
  assert.equal(nextSpeed(1, 1), 1.25)
  assert.equal(nextSpeed(1, -1), 0.75)
  assert.equal(nextSpeed(0.75, -1), 0.75)
  assert.equal(nextSpeed(2, 1), 2)
})

test("a speed that is not ours counts as one", () => {
  assert.equal(nextSpeed(1.1, 1), 1.25)
})

test("a jump stays within the recording", () => {
  assert.equal(moved(3, -5, 60), 0)
  assert.equal(moved(58, 5, 60), 60)
  assert.equal(moved(58, 5, Number.NaN), 63)
})

test("keys belong to whoever writes", () => {
  assert.equal(isTyping("TEXTAREA", false), true)
  assert.equal(isTyping("DIV", true), true)
  assert.equal(isTyping("BUTTON", false), false)
})
