// Codes that have signed somebody in: each counts once, although Verify takes it as long as its time lasts. They are kept in
// memory; where several machines or isolates answer, keep them where all of them look: in Redis, in a Durable Object.
const MINUTES = 6; // a code of 60 seconds, and two before and after it
const used = new Map();

/** Takes a code of an app: false where it is taken already. */
function take(sid, code) {
  const now = Date.now();
  for (const [key, until] of used) if (until < now) used.delete(key);
  const key = `${sid} ${code}`;
  if (used.has(key)) return false;
  used.set(key, now + MINUTES * 60_000);
  return true;
}

/** Whether a code of an app signs its person in: each does so once. */
export async function signIn({ service, challenges }, identity, sid, authPayload) {
  if (!take(sid, authPayload)) return false;
  let status;
  try {
    ({ status } = await challenges.createChallenge(service, identity, sid, { authPayload }));
  } finally {
    // What has signed nobody in is free again.
    if (status !== 'approved') used.delete(`${sid} ${authPayload}`);
  }
  return status === 'approved';
}
