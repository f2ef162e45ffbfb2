/** What the server's answer to an answer means. Pure. */

/**
 * Return what to do with a response, given its status, whether it brought an item, whether
 * it is of another page, and whether that page belongs to the same tasks.
 *
 * - isBusy: the server is away or asks for patience; the same answer is sent again
 * - isForgotten: the answer has been dealt with and need not be kept
 * - action: "show" the item that came, "go" to where the server led, or "stay"
 */
export function readReply({ status, hasItem, isRedirected, isWithin }) {
  if (status >= 500 || status === 429 || status === 408) {
    return { isBusy: true, isForgotten: false, state: "waiting", action: "stay" }
  }
  const isDealtWith = status === 200 || status === 409 || status === 422
  if (isDealtWith && hasItem) {
    const state = status === 200 ? "saved" : ""
    return { isBusy: false, isForgotten: true, state, action: "show" }
  }
  // Another page: the task is over, or the person has to sign in again. Then the answer is
  // kept, and the page of the item sends it afterwards.
  if (status === 200 && isRedirected) {
    return { isBusy: false, isForgotten: isWithin, state: "", action: "go" }
  }
  return { isBusy: false, isForgotten: false, state: "refused", action: "stay" }
}
