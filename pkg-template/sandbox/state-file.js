// The state of a sandbox in a file: whole at any moment, because a new one takes the place of the old one in one step.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** How long after a change it is written, in milliseconds; for large states, so many times as long as that takes. */
const [PAUSE, TIMES] = [100, 10];

export class StateFile {
  #path;
  #sandbox;
  #written;
  #timer;

  /** A sandbox's file. Where there is one, the sandbox goes on from it. */
  constructor(path, sandbox) {
    this.#path = path;
    this.#sandbox = sandbox;
    this.#read();
    this.#watch(PAUSE);
  }

  #read() {
    let text;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT') return;
      throw error;
    }
    try {
      const { when, snapshot } = JSON.parse(text);
      this.#sandbox.restore(snapshot);
      // The clock has gone on meanwhile: phones show the codes of now.
      this.#sandbox.advance(Math.max(0, Date.now() - when));
    } catch (cause) {
      throw new Error(`${this.#path} is no state of a sandbox of this version: move it away to start anew`, {
        cause,
      });
    }
    this.#written = this.#sandbox.changes;
  }

  #watch(pause) {
    this.#timer = setTimeout(() => {
      const began = performance.now();
      this.write();
      this.#watch(Math.max(PAUSE, TIMES * (performance.now() - began)));
    }, pause).unref();
  }

  /** Writes it where something has changed. */
  write() {
    const { changes } = this.#sandbox;
    if (changes === this.#written) return;
    const text = JSON.stringify({ when: Date.now(), snapshot: this.#sandbox.snapshot() });
    const next = `${this.#path}.tmp`;
    const file = openSync(next, 'w', 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(next, this.#path);
    this.#written = changes;
  }

  /** Writes it for the last time. */
  close() {
    clearTimeout(this.#timer);
    this.write();
  }
}
