/** Cookies as text. Pure. Values are plain: the server reads them as they stand. */

/** Return the value of one cookie out of `document.cookie`, or "". */
export function cookieIn(text, name) {
  for (const pair of text.split("; ")) {
    if (pair.startsWith(`${name}=`)) return pair.slice(name.length + 1)
  }
  return ""
}

/** Return a cookie for the whole site that lasts a year; odd values become empty. */
export function lastingCookie(name, value, isSecure) {
  const plain = /^[\w+/.-]*$/.test(value) ? value : ""
  const secure = isSecure ? "; Secure" : ""
  return `${name}=${plain}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`
}
