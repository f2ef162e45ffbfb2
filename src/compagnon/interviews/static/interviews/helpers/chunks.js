/** The recorded pieces, all kept: the server may ask for any part again. */
export class Chunks {
  #pieces = []
  #length = 0
  #acknowledged = 0

  /** Some browsers end with an empty piece; it is left out. */
  add(piece) {
    if (!piece.size) return
    this.#pieces.push(piece)
    this.#length += piece.size
  }

  get length() {
    return this.#length
  }

  get acknowledged() {
    return this.#acknowledged
  }

  get toGo() {
    return this.#length - this.#acknowledged
  }

  /** The server has `offset` bytes. It is always right, also about fewer. */
  acknowledge(offset) {
    if (!(offset >= 0 && offset <= this.#length)) {
      throw new RangeError(`the server has ${offset} of ${this.#length} bytes`)
    }
    this.#acknowledged = offset
  }

  next(most) {
    return new Blob(this.#pieces).slice(this.#acknowledged, this.#acknowledged + most)
  }

  whole(type = "") {
    return new Blob(this.#pieces, { type })
  }
}
