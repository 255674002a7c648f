/* global module */
// nunjucks' classes name an emitter that its parser never uses, and a browser has none.
module.exports = function EventEmitter() {}
