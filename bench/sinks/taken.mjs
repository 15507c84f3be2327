/** What a sink has taken. The process that started it asks for `count`, or for `all` since it asked last. */
export class Taken {
  #count = 0;
  /** @type {{ text: string, key: string, at: number }[]} */
  #all = [];
  #keeps = process.argv.includes('keep');

  constructor() {
    process.on('message', (question) => {
      if (question === 'count') process.send?.(this.#count);
      else process.send?.(this.#all.splice(0));
    });
  }

  /** @param {() => { text: string, key: string }} read is called where somebody wants to know more than how many there are */
  add(read) {
    this.#count++;
    if (this.#keeps) this.#all.push({ ...read(), at: performance.timeOrigin + performance.now() });
  }
}
