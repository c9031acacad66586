/**
 * Programs that read pages without a reader: search engines, previews of shared links, AI
 * collectors, libraries of programming languages, monitors. Whoever wants to be counted as a reader
 * can: this keeps honest robots out of the figures.
 */
const ROBOTS = new RegExp(
  [
    // A maker of telephones is called Cubot.
    '(?<!cu)bot(?:\\b|[/;-])',
    'crawl',
    'spider',
    'slurp',
    'facebookexternalhit',
    'meta-external',
    'whatsapp',
    'skypeuripreview',
    'embedly',
    'bytespider',
    'gptbot',
    'claude-',
    'ccbot',
    'anthropic',
    'perplexity',
    'coccoc',
    'zalo/?(?:crawler|preview)',
    'mediapartners',
    'google-(?:read-aloud|inspectiontool|extended)',
    'apis-google',
    'feedfetcher',
    'lighthouse',
    'pagespeed',
    'headless',
    'phantomjs',
    'archive\\.org',
    'httrack',
    'uptime',
    'pingdom',
    'statuscake',
    'monitor',
    'nagios',
    'zabbix',
    'prometheus',
    'kube-probe',
    'check_http',
    'linkcheck',
    'validator',
    '^(?:curl|wget|python|go-http|java|okhttp|libwww|lwp|ruby|php|perl|axios|node|undici|got|dart|rust|reqwest|postman|insomnia|apache-httpclient|http[-_/]?client)',
  ].join('|'),
  'iu',
);

/**
 * A reader's browser always says who it is. `Cốc Cốc` browsers call themselves `coc_coc_browser`:
 * only its robot is `coccocbot`.
 */
export const isRobot = (userAgent: string | undefined): boolean =>
  userAgent === undefined || userAgent.trim() === '' || ROBOTS.test(userAgent);
