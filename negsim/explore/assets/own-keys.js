// Ids of a file are keys of plain objects throughout, also of those that the browser copies between page and worker.
// Ids are of lower case; objects inherit one name that is too, `constructor`, which would be found under an id of
// that name where nothing was put. Nothing here asks a plain object for it, so it goes, before anything else runs.

Reflect.deleteProperty(Object.prototype, "constructor");

export {};
