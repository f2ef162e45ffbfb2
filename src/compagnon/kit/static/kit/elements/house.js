/** What every page brings: each element starts itself when it appears. */
import "./error-summary.js"
import "./local-time.js"
import "./time-zone.js"
import "./auto-save.js"
import "./confirm-button.js"
import "./copy-text.js"
