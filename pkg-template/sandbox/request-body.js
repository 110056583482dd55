// The body of a request to the server.

/** Reads at most so many bytes. Of a body that is longer it gives so many and one more, whatever they are. */
export function readBody(request, longest) {
  const tooLong = () => Buffer.alloc(longest + 1);
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length']) > longest) resolve(tooLong());
    const chunks = [];
    let size = 0;
    request.on('data', (chunk) => {
      size += chunk.length;
      // What comes later is let go.
      if (size > longest) {
        chunks.length = 0;
        resolve(tooLong());
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('the request broke off')));
  });
}
