// What the README says of Nitro: the edge's wasm is a file of its own.
export default {
  experimental: { wasm: true },
  compatibilityDate: '2026-01-01',
  output: { dir: process.env.NITRO_OUTPUT },
};
