import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/*
 * Writes what a release is made of (CycloneDX 1.5, https://cyclonedx.org/docs/1.5/json/): name, version,
 * license and hash of every package that is installed and runs; the same for the same lock file.
 * `npm run -s sbom [FILE]`. By the lock file, as `npm sbom --omit=dev` leaves out packages that a tool
 * for tests needs too.
 */
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const file = process.argv[2] ?? 'dist/sbom.cdx.json';
const lock = readFileSync('package-lock.json');
const { packages } = JSON.parse(lock);
const { name, version, description } = read('package.json');

/** Where package.json says nothing (png-js), the file of the license does in its first line. */
function licenseInFile(path) {
  const text = `${path}/LICENSE`;
  return existsSync(text) && /^(?:The )?MIT License\b/u.test(readFileSync(text, 'utf8'))
    ? 'MIT'
    : '';
}

/** Older packages name their licenses in a list. */
function licenseOf(path, license) {
  const { license: own = license, licenses = [] } = read(`${path}/package.json`);
  const listed = licenses.map(({ type }) => type).join(' OR ');
  const said = license ?? own ?? (listed || licenseInFile(path));
  if (typeof said !== 'string' || said === '') throw new Error(`no license: ${path}`);
  return / (?:AND|OR|WITH) /u.test(said) ? { expression: said } : { license: { id: said } };
}

const purlOf = (one, at) => `pkg:npm/${one.replace('@', '%40')}@${at}`;

function componentOf([path, { version: at, integrity, license }]) {
  const one = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const [algorithm, hash] = integrity.split(/-(.*)/su);
  return {
    type: 'library',
    'bom-ref': `${path}@${at}`,
    name: one,
    version: at,
    purl: purlOf(one, at),
    hashes: [
      {
        alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
        content: Buffer.from(hash, 'base64').toString('hex'),
      },
    ],
    licenses: [licenseOf(path, license)],
  };
}

const serial = createHash('sha256').update(lock).digest('hex');
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  serialNumber: `urn:uuid:${serial.slice(0, 8)}-${serial.slice(8, 12)}-5${serial.slice(13, 16)}-8${serial.slice(17, 20)}-${serial.slice(20, 32)}`,
  version: 1,
  metadata: {
    component: {
      type: 'application',
      'bom-ref': name,
      name,
      version,
      description,
      purl: purlOf(name, version),
    },
  },
  components: Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true && existsSync(path))
    .map(componentOf),
};
writeFileSync(file, `${JSON.stringify(bill, null, 1)}\n`);
