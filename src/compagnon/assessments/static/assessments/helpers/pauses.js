/** How long to wait before a message is sent again. Pure. */

export const FIRST = 2_000
export const LONGEST = 60_000

/**
 * Return the pause before try `attempt` (from 1), in milliseconds: doubled each time, up to
 * a minute, and spread by `chance` (0 to 1) so that a full room does not try at once.
 */
export function pauseBefore(attempt, chance = 0.5) {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt - 1, 16))
  return Math.round(whole * (0.75 + chance / 2))
}
