/* article.js -- the articles of the scenarios lie in the page as text that the
 * generator escaped; one of them becomes elements when it is asked for. */
"use strict";

function escaped(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
	    .replaceAll(">", "&gt;").replaceAll('"', "&quot;")
	    .replaceAll("'", "&#39;");
}

/* The element, in a document without scripts; or null. */
function find_article(text, name) {
	const end = "\n</article>\n";
	const from = text.indexOf(`\n<article id="s/${escaped(name)}" `);
	const to = from < 0 ? -1 : text.indexOf(end, from);

	if (to < 0)
		return null;
	return new DOMParser().parseFromString(
	    text.slice(from, to + end.length), "text/html")
	    .querySelector("article");
}
