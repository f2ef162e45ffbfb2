/**
 * What to record with: what plays everywhere first; VP8, which drops frames on a weak
 * processor, last. Always both codecs: Firefox will not start with the picture's alone.
 */
const TYPES = {
  video: [
    'video/mp4;codecs="avc1.42E01E,mp4a.40.2"',
    'video/mp4;codecs="avc1.42E01E,opus"',
    'video/webm;codecs="h264,opus"',
    'video/webm;codecs="vp9,opus"',
    'video/webm;codecs="vp8,opus"',
    "video/webm",
    "video/mp4",
  ],
  audio: [
    'audio/mp4;codecs="mp4a.40.2"',
    'audio/webm;codecs="opus"',
    'audio/ogg;codecs="opus"',
    "audio/webm",
    "audio/mp4",
  ],
}

/** The first type that the browser can record, or undefined. */
export const pick = (kind, isSupported) => TYPES[kind].find((type) => isSupported(type))

export const constraints = (kind) => ({
  audio: { echoCancellation: true, noiseSuppression: true },
  video: kind === "video" && {
    width: { ideal: 960 },
    height: { ideal: 540 },
    frameRate: { ideal: 24, max: 30 },
    facingMode: "user",
  },
})

/** Without key frames every two seconds MP4 comes in lumps of four and more. */
export const recorderOptions = (mimeType) => ({
  mimeType,
  videoBitsPerSecond: 700_000,
  audioBitsPerSecond: 32_000,
  videoKeyFrameIntervalDuration: 2000,
})

const REASONS = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
}

/** Why camera or microphone did not open. */
export const reasonOf = (error) => REASONS[error.name] ?? "unsupported"
