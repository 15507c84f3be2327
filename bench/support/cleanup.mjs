/** What has to be undone when the run ends, however it ends: the last made first. */
export class Cleanup {
  /** @type {(() => unknown)[]} */
  #undo = [];

  constructor() {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
      process.once(signal, () => void this.run().then(() => process.exit(130)));
  }

  /** @param {() => unknown} undo */
  add(undo) {
    this.#undo.push(undo);
  }

  async run() {
    for (let undo = this.#undo.pop(); undo !== undefined; undo = this.#undo.pop())
      await Promise.resolve(undo()).catch((error) => process.stderr.write(`cleaning up: ${String(error)}\n`));
  }
}
