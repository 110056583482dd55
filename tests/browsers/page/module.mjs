// A service worker that does nothing. Only a module may have this line.
export {};
