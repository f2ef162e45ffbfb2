/** What the models need of the browser. */

export const media = () => ({
  ask: navigator.mediaDevices && ((wanted) => navigator.mediaDevices.getUserMedia(wanted)),
  isSupported: (type) => MediaRecorder.isTypeSupported(type),
  Recorder: globalThis.MediaRecorder,
})

/** Wait so many milliseconds, or until the network is back. */
export const wait = (milliseconds) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener("online", done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    addEventListener("online", done)
  })

/** The SHA-256 of a blob in base64. */
export const digest = async (blob) => {
  const bytes = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}

/** Read each time: a sign-in in another window changes it. */
export const csrf = (token) => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? token

/** Keep the screen on, where that is possible. */
export const keepAwake = async () => {
  try {
    return await navigator.wakeLock.request("screen")
  } catch {
    return undefined
  }
}

/** Pass ten short pieces of sound a second to `hear`; returns how to stop it. */
export const listen = (stream, hear) => {
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: 2048 })
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Uint8Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getByteTimeDomainData(samples)
    hear(samples)
  }, 100)
  return () => {
    clearInterval(timer)
    context.close()
  }
}
