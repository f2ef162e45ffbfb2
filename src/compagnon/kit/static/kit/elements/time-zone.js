/** Tells the server, by a cookie, in which zone this browser lives. */
import { cookieIn, lastingCookie } from "../helpers/cookies.js"

const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
if (timeZone && cookieIn(document.cookie, "tz") !== timeZone) {
  document.cookie = lastingCookie("tz", timeZone, location.protocol === "https:")
}
