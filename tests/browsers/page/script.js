// A service worker that does nothing, as a classic script.
