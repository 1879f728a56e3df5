// scryptROMix of RFC 7914 section 5, for kdf.py: an expression whose value is the function.
// Takes a block of 128 * r bytes as a Uint8Array, gives the mixed block as another.
(bytes, n, r) => {
  const size = 32 * r;
  const saved = new Int32Array(n * size);
  const words = new Int32Array(bytes.slice().buffer);
  const mixed = new Int32Array(size);
  const state = new Int32Array(16);

  const rotated = (value, by) => (value << by) | (value >>> (32 - by));

  // Salsa20/8 of `state`, in place. Sixteen variables rather than an array: they stay in registers.
  const salsa = () => {
    let x0 = state[0];
    let x1 = state[1];
    let x2 = state[2];
    let x3 = state[3];
    let x4 = state[4];
    let x5 = state[5];
    let x6 = state[6];
    let x7 = state[7];
    let x8 = state[8];
    let x9 = state[9];
    let x10 = state[10];
    let x11 = state[11];
    let x12 = state[12];
    let x13 = state[13];
    let x14 = state[14];
    let x15 = state[15];
    for (let round = 0; round < 4; round++) {
      x4 ^= rotated(x0 + x12, 7);
      x8 ^= rotated(x4 + x0, 9);
      x12 ^= rotated(x8 + x4, 13);
      x0 ^= rotated(x12 + x8, 18);
      x9 ^= rotated(x5 + x1, 7);
      x13 ^= rotated(x9 + x5, 9);
      x1 ^= rotated(x13 + x9, 13);
      x5 ^= rotated(x1 + x13, 18);
      x14 ^= rotated(x10 + x6, 7);
      x2 ^= rotated(x14 + x10, 9);
      x6 ^= rotated(x2 + x14, 13);
      x10 ^= rotated(x6 + x2, 18);
      x3 ^= rotated(x15 + x11, 7);
      x7 ^= rotated(x3 + x15, 9);
      x11 ^= rotated(x7 + x3, 13);
      x15 ^= rotated(x11 + x7, 18);
      x1 ^= rotated(x0 + x3, 7);
      x2 ^= rotated(x1 + x0, 9);
      x3 ^= rotated(x2 + x1, 13);
      x0 ^= rotated(x3 + x2, 18);
      x6 ^= rotated(x5 + x4, 7);
      x7 ^= rotated(x6 + x5, 9);
      x4 ^= rotated(x7 + x6, 13);
      x5 ^= rotated(x4 + x7, 18);
      x11 ^= rotated(x10 + x9, 7);
      x8 ^= rotated(x11 + x10, 9);
      x9 ^= rotated(x8 + x11, 13);
      x10 ^= rotated(x9 + x8, 18);
      x12 ^= rotated(x15 + x14, 7);
      x13 ^= rotated(x12 + x15, 9);
      x14 ^= rotated(x13 + x12, 13);
      x15 ^= rotated(x14 + x13, 18);
    }
    state[0] += x0;
    state[1] += x1;
    state[2] += x2;
    state[3] += x3;
    state[4] += x4;
    state[5] += x5;
    state[6] += x6;
    state[7] += x7;
    state[8] += x8;
    state[9] += x9;
    state[10] += x10;
    state[11] += x11;
    state[12] += x12;
    state[13] += x13;
    state[14] += x14;
    state[15] += x15;
  };

  const blockMix = () => {
    for (let i = 0; i < 16; i++) state[i] = words[size - 16 + i];
    for (let block = 0; block < 2 * r; block++) {
      for (let i = 0; i < 16; i++) state[i] ^= words[16 * block + i];
      salsa();
      mixed.set(state, 16 * (block % 2 === 0 ? block / 2 : r + (block - 1) / 2));
    }
    words.set(mixed);
  };

  for (let i = 0; i < n; i++) {
    saved.set(words, i * size);
    blockMix();
  }
  for (let i = 0; i < n; i++) {
    const from = (words[size - 16] & (n - 1)) * size;
    for (let j = 0; j < size; j++) words[j] ^= saved[from + j];
    blockMix();
  }
  return new Uint8Array(words.buffer);
};
