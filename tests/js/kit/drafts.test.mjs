import assert from "node:assert/strict"
import { test } from "node:test"

import { cookieIn, lastingCookie } from "../../../src/compagnon/kit/static/kit/helpers/cookies.js"
import { restoreValues, valuesOf } from "../../../src/compagnon/kit/static/kit/helpers/form-values.js"
import { Draft, sweepDrafts } from "../../../src/compagnon/kit/static/kit/models/draft.js"

class Shelf {
  items = new Map()
  get length() { return this.items.size }
  key(index) { return [...this.items.keys()][index] }
  getItem(key) { return this.items.get(key) ?? null }
  setItem(key, value) { this.items.set(key, value) }
  removeItem(key) { this.items.delete(key) }
}

class FullShelf extends Shelf {
  setItem() { throw new Error("QuotaExceededError") }
}

const DAY = 24 * 60 * 60 * 1000
const draftOn = (storage, version = "1", now = () => 0) => new Draft({ storage, key: "form", version, now })

test("a draft comes back as it was kept", () => {
  const storage = new Shelf()
  assert.equal(draftOn(storage).keep({ story: ["Once"] }), true)
  assert.deepEqual(draftOn(storage).recall(), { story: ["Once"] })
})

test("a draft of an older version is worth nothing", () => {
  const storage = new Shelf()
  draftOn(storage, "1").keep({ story: ["Once"] })
  assert.equal(draftOn(storage, "2").recall(), null)
  assert.equal(storage.length, 0)
})

test("a draft is forgotten after a week", () => {
  const storage = new Shelf()
  draftOn(storage).keep({ story: ["Once"] })
  assert.equal(draftOn(storage, "1", () => 7 * DAY).recall(), null)
})

test("what was sent is swept by the next page, unless its form opens again", () => {
  const storage = new Shelf()
  const draft = draftOn(storage)
  draft.keep({ story: ["Once"] })
  draft.send()
  draft.reopen()
  sweepDrafts({ storage, now: () => 1 })
  assert.deepEqual(draft.recall(), { story: ["Once"] })
  draft.send()
  sweepDrafts({ storage, now: () => 1 })
  assert.equal(draft.recall(), null)
})

test("signing out leaves no draft, and touches nothing else", () => {
  const storage = new Shelf()
  storage.setItem("other", "1")
  draftOn(storage).keep({ story: ["Once"] })
  sweepDrafts({ storage, all: true })
  assert.deepEqual([...storage.items.keys()], ["other"])
})

test("a device that refuses to keep says so instead of failing", () => {
  assert.equal(draftOn(new FullShelf()).keep({}), false)
})

const controls = () => [
  { name: "csrf", type: "hidden", value: "secret" },
  { name: "password", type: "password", value: "secret" },
  { name: "code", type: "text", autocomplete: "one-time-code", value: "123456" },
  { name: "cv", type: "file", value: "C:\\cv.pdf" },
  { name: "story", type: "textarea", value: "Once" },
  { name: "city", type: "radio", value: "paris", checked: true },
  { name: "city", type: "radio", value: "rome", checked: false },
  { name: "many", type: "select-multiple", options: [{ value: "a", selected: true }, { value: "b", selected: false }] },
  { name: "line", type: "text", value: "one" },
  { name: "line", type: "text", value: "two" },
]

test("secrets and files are never kept", () => {
  assert.deepEqual(valuesOf(controls()), { story: ["Once"], city: ["paris"], many: ["a"], line: ["one", "two"] })
})

test("values go back where they were, and say whether anything changed", () => {
  const fresh = controls()
  const values = { story: ["Twice"], city: ["rome"], many: ["b"], line: ["1", "2"] }
  assert.equal(restoreValues(fresh, values), true)
  assert.deepEqual(valuesOf(fresh), values)
  assert.equal(restoreValues(fresh, values), false)
})

test("an unticked box stays unticked when it comes back", () => {
  const box = [{ name: "agrees", type: "checkbox", value: "on", checked: true }]
  restoreValues(box, { agrees: [] })
  assert.equal(box[0].checked, false)
})

test("cookies are read and written as text", () => {
  assert.equal(cookieIn("a=1; tz=Europe/Paris", "tz"), "Europe/Paris")
  assert.equal(cookieIn("atz=1", "tz"), "")
  assert.match(lastingCookie("tz", "Europe/Paris", true), /^tz=Europe\/Paris; Path=\/; .*SameSite=Lax; Secure$/)
  assert.match(lastingCookie("tz", "x; Domain=evil.example", false), /^tz=; Path/)
})
