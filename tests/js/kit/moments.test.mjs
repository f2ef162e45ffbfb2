import assert from "node:assert/strict"
import { test } from "node:test"

import { cityOf, momentWords } from "../../../src/compagnon/kit/static/kit/helpers/moments.js"

const paris = { zone: "Europe/Paris", language: "en", zoneWords: "{} time" }

test("a zone is named by its city", () => {
  assert.equal(cityOf("America/Argentina/Buenos_Aires"), "Buenos Aires")
  assert.equal(cityOf("UTC"), "")
  assert.equal(cityOf("Etc/GMT+3"), "")
})

test("an instant is told in the zone that was asked for", () => {
  assert.equal(momentWords("2027-02-14T22:59:00Z", paris), "Sun 14 Feb 2027, 23:59 (Paris time)")
  const tokyo = { ...paris, zone: "Asia/Tokyo" }
  assert.equal(momentWords("2027-02-14T22:59:00Z", tokyo), "Mon 15 Feb 2027, 07:59 (Tokyo time)")
})

test("midnight is 00:00", () => {
  assert.equal(momentWords("2027-02-14T23:00:00Z", { ...paris, form: "time" }), "00:00 (Paris time)")
})

test("French follows French habits", () => {
  const french = { zone: "Europe/Paris", language: "fr", zoneWords: "heure de {}" }
  assert.equal(momentWords("2027-02-14T22:59:00Z", french), "dim. 14 févr. 2027, 23:59 (heure de Paris)")
})

test("a date has no hour and no zone", () => {
  assert.equal(momentWords("2027-02-14T22:59:00Z", { ...paris, form: "date" }), "Sun 14 Feb 2027")
})

test("words that are no instant give nothing", () => {
  assert.equal(momentWords("soon", paris), "")
})
