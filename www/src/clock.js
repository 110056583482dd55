// The time: that of the phones and of the service in this page, which can be moved.
const faces = document.querySelectorAll('.clock');
let ahead = 0;

export const clock = {
  /** Now, in milliseconds since 1970. */
  now: () => Date.now() + ahead,

  /** Moves it on by so many milliseconds. */
  advance(ms) {
    ahead += ms;
    tick();
  },
};

function tick() {
  const time = new Date(clock.now()).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  for (const face of faces) if (face.textContent !== time) face.textContent = time;
}

tick();
setInterval(tick, 1000);
