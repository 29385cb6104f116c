// Only in the one-file build: the program, which stands in the file packed and in letters.
//
// Packed is LZMA, with four bits of the byte before as the context of a byte, none of the position, and no mark at the
// end; the length and the CRC-32 of what comes out stand before it. Five letters are four bytes.

const LETTERS = 85;
const HEAD = 8;
const MOST = 1 << 27;

// Where the chances of each kind of choice begin, in one list.
const STATES = 12;
const MATCH = 0;
const AGAIN = MATCH + STATES;
const NOT_LAST = AGAIN + STATES;
const NOT_SECOND = NOT_LAST + STATES;
const NOT_THIRD = NOT_SECOND + STATES;
const LONGER = NOT_THIRD + STATES;
const LENGTHS = LONGER + STATES;
const LENGTHS_AGAIN = LENGTHS + 2 + 8 + 8 + 256;
const SLOTS = LENGTHS_AGAIN + 2 + 8 + 8 + 256;
const MIDDLE = SLOTS + 4 * 64;
const LOWEST = MIDDLE + 115;
const BYTES = LOWEST + 16;
const ALL = BYTES + 16 * 0x300;

/** The program, once the words of the page are on the screen. */
export async function wasm() {
  const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  // A page that nobody sees has no frames.
  await Promise.race([new Promise(requestAnimationFrame).then(() => after(0)), after(300)]);
  const whole = unpack(document.getElementById("program").textContent);
  return new Response(whole, { headers: { "Content-Type": "application/wasm" } });
}

/** What was packed into letters; the error "damaged" when they are not as they were. */
export function unpack(letters) {
  const packed = bytes(letters);
  const head = new DataView(packed.buffer);
  const size = packed.length > HEAD ? head.getUint32(0) : MOST;
  const whole = size < MOST && decode(packed, new Uint8Array(size));
  if (!whole || sum(whole) !== head.getUint32(4)) throw new Error("damaged");
  return whole;
}

function bytes(letters) {
  const found = new DataView(new ArrayBuffer(Math.floor(letters.length / 5) * 4));
  for (let group = 0; group * 4 < found.byteLength; group++) {
    let value = 0;
    for (let at = group * 5; at < group * 5 + 5; at++) {
      const letter = letters.charCodeAt(at);
      // "}" stands for "<", with which an element could begin.
      value = value * LETTERS + (letter === 125 ? 60 : letter) - 40;
    }
    found.setUint32(group * 4, value);
  }
  return new Uint8Array(found.buffer);
}

// The arithmetic decoder, and the numbers that are made of its bits. Typed arrays, because engines keep whole numbers of
// 32 bits in them as they are.
class Coder {
  constructor(packed, from) {
    this.packed = packed;
    this.chances = new Uint16Array(ALL).fill(1024);
    // How wide the range is, where in it the code is, how many bytes were read.
    this.state = new Uint32Array([0xffffffff, new DataView(packed.buffer).getUint32(from + 1), from + 5]);
  }

  bit(at) {
    const { chances, state } = this;
    const chance = chances[at];
    let range = state[0];
    let code = state[1];
    const bound = (range >>> 11) * chance;
    const found = code < bound ? 0 : 1;
    if (found) {
      range -= bound;
      code -= bound;
      chances[at] = chance - (chance >>> 5);
    } else {
      range = bound;
      chances[at] = chance + ((2048 - chance) >>> 5);
    }
    if (range < 0x1000000) {
      range <<= 8;
      code = (code << 8) | this.packed[state[2]++];
    }
    state[0] = range;
    state[1] = code;
    return found;
  }

  // A bit that is as often 0 as 1.
  evenBit() {
    const { state } = this;
    state[0] >>>= 1;
    const found = state[1] < state[0] ? 0 : 1;
    if (found) state[1] -= state[0];
    if (state[0] < 0x1000000) {
      state[0] <<= 8;
      state[1] = (state[1] << 8) | this.packed[state[2]++];
    }
    return found;
  }

  // The highest bit first.
  number(at, bits) {
    let node = 1;
    for (let left = bits; left > 0; left--) node = node * 2 + this.bit(at + node);
    return node - (1 << bits);
  }

  // The lowest bit first.
  reversed(at, bits) {
    let node = 1;
    let value = 0;
    for (let place = 0; place < bits; place++) {
      const found = this.bit(at + node);
      node = node * 2 + found;
      value += found << place;
    }
    return value;
  }

  // The byte `like` foretells this one as long as it foretold right; -1 where there is none.
  byte(at, like) {
    let node = 1;
    while (node < 0x100 && like >= 0) {
      like <<= 1;
      const hint = like & 0x100;
      const found = this.bit(at + 0x100 + hint + node);
      node = node * 2 + found;
      if (found !== hint >>> 8) like = -1;
    }
    while (node < 0x100) node = node * 2 + this.bit(at + node);
    return node & 0xff;
  }

  length(at) {
    if (!this.bit(at)) return 2 + this.number(at + 2, 3);
    if (!this.bit(at + 1)) return 10 + this.number(at + 10, 3);
    return 18 + this.number(at + 18, 8);
  }

  // How far back it stands; 0 is the byte before.
  distance(length) {
    const slot = this.number(SLOTS + Math.min(length - 2, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >>> 1) - 1;
    const base = (2 + (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + this.reversed(MIDDLE + base - slot, bits);
    let high = 0;
    for (let left = bits - 4; left > 0; left--) high = high * 2 + this.evenBit();
    return base + high * 16 + this.reversed(LOWEST, 4);
  }
}

// Fills `whole`, or gives nothing. It ends: every turn gives at least one byte.
function decode(packed, whole) {
  if (packed.length < HEAD + 5) return null;
  const coder = new Coder(packed, HEAD);
  // What came before, and the last four distances.
  let [state, far, second, third, fourth] = [0, 0, 0, 0, 0];
  for (let to = 0; to < whole.length; ) {
    if (coder.state[2] > packed.length) return null;
    if (!coder.bit(MATCH + state)) {
      const before = to > 0 ? whole[to - 1] >>> 4 : 0;
      whole[to] = coder.byte(BYTES + before * 0x300, state < 7 ? -1 : whole[to - far - 1]);
      to += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let length = 1;
    if (!coder.bit(AGAIN + state)) {
      length = coder.length(LENGTHS);
      fourth = third;
      third = second;
      second = far;
      far = coder.distance(length);
      state = state < 7 ? 7 : 10;
    } else if (!coder.bit(NOT_LAST + state)) {
      if (coder.bit(LONGER + state)) length = coder.length(LENGTHS_AGAIN);
      state = state < 7 ? (length > 1 ? 8 : 9) : 11;
    } else {
      let chosen = second;
      if (coder.bit(NOT_SECOND + state)) {
        chosen = third;
        if (coder.bit(NOT_THIRD + state)) {
          chosen = fourth;
          fourth = third;
        }
        third = second;
      }
      second = far;
      far = chosen;
      length = coder.length(LENGTHS_AGAIN);
      state = state < 7 ? 8 : 11;
    }
    if (far >= to || length > whole.length - to) return null;
    for (const end = to + length; to < end; to++) whole[to] = whole[to - far - 1];
  }
  return whole;
}

// CRC-32.
function sum(whole) {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let turn = 0; turn < 8; turn++) byte = (byte >>> 1) ^ (byte & 1 ? 0xedb88320 : 0);
    return byte;
  });
  let rest = 0xffffffff;
  for (let at = 0; at < whole.length; at++) rest = (rest >>> 8) ^ table[(rest ^ whole[at]) & 0xff];
  return ~rest >>> 0;
}
