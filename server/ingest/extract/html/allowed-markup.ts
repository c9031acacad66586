/** What of a stranger's markup may stand on the shelf's pages: names of elements and attributes. */

const names = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

export const HTML_ELEMENTS = names(
  `h1 h2 h3 h4 h5 h6 p div section article aside blockquote pre hr br ul ol li dl dt dd figure
   figcaption details summary table caption colgroup col thead tbody tfoot tr th td
   a abbr b bdi bdo cite code dfn del em i img ins kbd mark q rp rt ruby s samp small span strong
   sub sup time u var wbr`,
);

/** Elements that HTML no longer has, and what is shown for them. */
export const RENAMED: Readonly<Record<string, string>> = {
  center: 'div',
  font: 'span',
  strike: 's',
  tt: 'code',
  big: 'span',
  acronym: 'abbr',
  menu: 'ul',
  dir: 'ul',
  listing: 'pre',
  xmp: 'pre',
  plaintext: 'pre',
  // Blocks without a meaning here; left out, the words of two of them would stick together.
  main: 'div',
  header: 'div',
  footer: 'div',
  nav: 'div',
  address: 'div',
  hgroup: 'div',
  fieldset: 'div',
  legend: 'div',
  form: 'div',
  dialog: 'div',
  search: 'div',
};

/** Elements that begin and end a line by themselves. */
export const LINE_BREAKING = names(
  `html body p div section article aside blockquote pre hr br ul ol li dl dt dd figure figcaption
   details summary table caption thead tbody tfoot tr th td h1 h2 h3 h4 h5 h6 main header footer nav
   address hgroup fieldset legend form dialog search center menu dir listing xmp plaintext`,
);

/** What these hold is not text of the book. */
export const SILENT = names(
  `script style title textarea option noscript template iframe noembed noframes frameset desc
   metadata applet datalist`,
);

/** HTML that ends a drawing or a formula when it stands inside one (HTML standard §13.2.6.5). */
export const BREAKS_OUT = names(
  `body blockquote center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table ul`,
);

/** MathML Core, and the older elements that browsers still lay out as rows. */
export const MATH_ELEMENTS = names(
  `math mi mn mo ms mspace mtext mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup
   msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd menclose semantics
   maction`,
);

export const MATH_ATTRIBUTES = names(
  `display mathvariant displaystyle scriptlevel mathcolor mathbackground mathsize width height depth
   lspace rspace voffset stretchy symmetric largeop movablelimits minsize maxsize form fence
   separator accent accentunder linethickness columnspan rowspan columnalign rowalign columnlines
   rowlines frame columnspacing rowspacing notation`,
);

/** Lower case, as the parser of HTML wants them; it gives them back their capitals (§13.2.6.1). */
export const SVG_ELEMENTS = names(
  `svg g path rect circle ellipse line polyline polygon text tspan textpath defs symbol use image
   title desc lineargradient radialgradient stop clippath mask pattern marker switch a
   foreignobject`,
);
/** Elements of a drawing that are seen. */
export const SVG_DRAWN = names(
  'path rect circle ellipse line polyline polygon text use foreignobject',
);

/** Properties that SVG also takes as attributes; without style sheets they stand there. */
export const SVG_PAINT = names(
  `fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
   stroke-dasharray stroke-dashoffset stroke-miterlimit opacity color stop-color stop-opacity
   clip-path clip-rule mask marker-start marker-mid marker-end font-family font-size font-style
   font-weight text-anchor dominant-baseline alignment-baseline baseline-shift letter-spacing
   word-spacing text-decoration writing-mode shape-rendering vector-effect paint-order visibility
   width height`,
);

export const SVG_ATTRIBUTES = names(
  `viewbox preserveaspectratio x y width height x1 y1 x2 y2 cx cy r rx ry fx fy fr d points
   transform gradienttransform gradientunits spreadmethod offset patternunits patterncontentunits
   patterntransform clippathunits maskunits maskcontentunits markerwidth markerheight markerunits
   refx refy orient dx dy rotate textlength lengthadjust startoffset pathlength method spacing`,
);

/** Attributes of single elements, beside `id`, `lang`, `dir`, `role` and our own classes. */
export const HTML_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  td: ['colspan', 'rowspan', 'headers'],
  th: ['colspan', 'rowspan', 'headers', 'scope'],
  col: ['span'],
  colgroup: ['span'],
  ol: ['start', 'reversed'],
  li: ['value'],
  abbr: ['title'],
  time: ['datetime'],
};
export const NUMBERS = names('colspan rowspan start value width height span');

export const ROLES: Readonly<Record<string, string>> = {
  noteref: 'doc-noteref',
  footnote: 'doc-footnote',
  endnote: 'doc-endnote',
  footnotes: 'doc-endnotes',
  endnotes: 'doc-endnotes',
  rearnote: 'doc-endnote',
  rearnotes: 'doc-endnotes',
  pagebreak: 'doc-pagebreak',
  backlink: 'doc-backlink',
};
export const KNOWN_ROLES = new Set([...Object.values(ROLES), 'doc-toc']);
/** How readers of other formats say where a paragraph stands and how letters look (styles/chapters.css). */
export const TEXT_CLASSES = names('center right caps unruled');
/** Notes that a reading system opens on demand: books hide them, pages show them. */
export const NOTE_ROLES = names('doc-footnote doc-endnote doc-endnotes');
