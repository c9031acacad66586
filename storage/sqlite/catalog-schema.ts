/** Steps of the catalog's schema; never edit one that has been released, add another. */
export const CATALOG_STEPS: readonly string[] = [
  `CREATE TABLE item (
     id TEXT PRIMARY KEY, identifier TEXT UNIQUE, state TEXT NOT NULL, unit_id TEXT NOT NULL, version INTEGER NOT NULL,
     newest_key TEXT NOT NULL, updated_at TEXT NOT NULL, doc TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX item_newest ON item (state, newest_key, id);
   CREATE INDEX item_updated ON item (updated_at, id);
   CREATE TABLE attachment (id TEXT PRIMARY KEY, item_id TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX attachment_file ON attachment (sha256);
   CREATE INDEX attachment_item ON attachment (item_id);
   CREATE TABLE law_ref (law_key TEXT NOT NULL, newest_key TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (law_key, newest_key, item_id)) STRICT, WITHOUT ROWID;
   CREATE INDEX law_ref_item ON law_ref (item_id);
   CREATE TABLE event (id TEXT PRIMARY KEY, item_id TEXT NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX event_item ON event (item_id, id);

   CREATE TABLE passage (
     id INTEGER PRIMARY KEY, attachment_id TEXT NOT NULL, ordinal INTEGER NOT NULL, item_id TEXT NOT NULL,
     place INTEGER NOT NULL, locator TEXT NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (attachment_id, ordinal)
   ) STRICT;
   CREATE INDEX passage_place ON passage (attachment_id, place);
   CREATE TABLE section (attachment_id TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, href TEXT NOT NULL, html TEXT NOT NULL, PRIMARY KEY (attachment_id, number)) STRICT;
   CREATE TABLE resource (attachment_id TEXT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (attachment_id, name)) STRICT;
   CREATE TABLE outline (attachment_id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;

   CREATE TABLE account (id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, doc TEXT NOT NULL) STRICT;
   CREATE TABLE session (token_hash TEXT PRIMARY KEY, account_id TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE unit (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
   CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   INSERT INTO counter VALUES ('public-revision', 1);

   CREATE TABLE job (
     id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, payload TEXT NOT NULL, priority INTEGER NOT NULL, job_group TEXT NOT NULL,
     state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, reason TEXT, not_before TEXT NOT NULL, worker TEXT, lease_until TEXT, created_at TEXT NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX job_waiting ON job (key) WHERE state = 'waiting';
   CREATE INDEX job_next ON job (state, priority DESC, id);
   CREATE INDEX job_group ON job (job_group, state);
   CREATE INDEX job_lease ON job (lease_until) WHERE state = 'running';`,
  `CREATE TABLE empty_query (folded TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  // Outgoing links and what is known of them; items saved before this step are read once
  // (server/links/link-check.ts: linksOf).
  `CREATE TABLE item_link (address TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (address, item_id)) STRICT, WITHOUT ROWID;
   CREATE INDEX item_link_item ON item_link (item_id);
   CREATE TABLE link_check (
     address TEXT PRIMARY KEY, checked_at TEXT, state TEXT NOT NULL DEFAULT 'new', status INTEGER, fault TEXT,
     failures INTEGER NOT NULL DEFAULT 0, failing_since TEXT, next_at TEXT NOT NULL DEFAULT ''
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX link_check_next ON link_check (next_at, address);
   CREATE INDEX link_check_broken ON link_check (failing_since, address) WHERE state = 'broken';
   WITH found (address, item_id) AS (
     SELECT trim(json_extract(r.value, '$.url')), i.id FROM item i, json_each(i.doc, '$.lawRefs') r
     UNION SELECT trim(json_extract(doc, '$.national.url')), id FROM item
     UNION SELECT trim(json_extract(doc, '$.source')), id FROM item
   )
   INSERT OR IGNORE INTO item_link (address, item_id) SELECT address, item_id FROM found
     WHERE (address LIKE 'http://_%' OR address LIKE 'https://_%') AND instr(address, ' ') = 0;
   INSERT OR IGNORE INTO link_check (address) SELECT address FROM item_link;`,
  `CREATE TABLE collection (slug TEXT PRIMARY KEY, rank INTEGER NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  // What readers say and how often they come, without who they are (server/figures/rating.ts,
  // visit.ts).
  `CREATE TABLE rating (id TEXT PRIMARY KEY, item_id TEXT NOT NULL, day TEXT NOT NULL, answer TEXT NOT NULL, comment TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX rating_item ON rating (item_id, answer);
   CREATE INDEX rating_answer ON rating (answer);
   CREATE INDEX rating_comment ON rating (day DESC, id DESC) WHERE comment <> '';
   CREATE TABLE visit (item_id TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (item_id, day, kind)) STRICT, WITHOUT ROWID;
   CREATE INDEX visit_day ON visit (day, kind, item_id, count);`,
  `CREATE TABLE try (key TEXT PRIMARY KEY, count INTEGER NOT NULL, until TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX try_until ON try (until);`,
  // The step an item waits at, since when, and who holds it (server/items/item.ts: stageOf,
  // storedItem).
  `ALTER TABLE item ADD COLUMN stage TEXT NOT NULL DEFAULT '';
   ALTER TABLE item ADD COLUMN since TEXT NOT NULL DEFAULT '';
   ALTER TABLE item ADD COLUMN holder TEXT NOT NULL DEFAULT '';
   UPDATE item SET stage = state, since = updated_at;
   CREATE INDEX item_waiting ON item (stage, since, id);
   CREATE INDEX item_waiting_unit ON item (stage, unit_id, since, id);
   CREATE INDEX item_unit ON item (unit_id, state, newest_key, id);
   CREATE INDEX item_waiting_holder ON item (holder, stage, since, id) WHERE holder <> '';
   CREATE INDEX session_account ON session (account_id);`,
  // Laws shared by the items that cite them, ends that a person settled
  // (server/laws/law-record.ts); items saved before this step are read once: `lawNumberKey` in SQL,
  // as far as numbers of documents need it.
  `CREATE TABLE law (key TEXT PRIMARY KEY, ends_on TEXT, version INTEGER NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX law_ended ON law (ends_on, key) WHERE ends_on IS NOT NULL;
   CREATE TABLE law_settled (item_id TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (item_id, mark)) STRICT, WITHOUT ROWID;
   INSERT INTO law_settled SELECT id, '*' FROM item WHERE json_extract(doc, '$.validity.state') = 'het';
   WITH cited (key, number, title) AS (
     SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(json_extract(r.value, '$.number')), 'Đ', 'd'), 'Ð', 'd'), 'đ', 'd'), 'Ư', 'u'), 'ư', 'u'), '/', ''), '-', ''), '–', ''), '.', ''), '&', ''), ' ', ''), json_extract(r.value, '$.number'), coalesce(json_extract(r.value, '$.title'), '') FROM item i, json_each(i.doc, '$.lawRefs') r ORDER BY i.id
   )
   INSERT OR IGNORE INTO law SELECT c.key, NULL, 0, json_object('key', c.key, 'number', c.number, 'title', c.title, 'kind', '', 'issuer', '', 'issued', NULL, 'signer', '',
     'effectiveFrom', NULL, 'effectiveTo', NULL, 'state', 'chua_xac_dinh', 'replacedBy', json_array(), 'vbplId', NULL, 'url', NULL, 'checkedAt', NULL, 'note', '', 'version', 0)
     FROM cited c WHERE c.key IN (SELECT law_key FROM law_ref);`,
  `CREATE TABLE import_run (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE import_row (import_id TEXT NOT NULL, line INTEGER NOT NULL, outcome TEXT NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (import_id, line)) STRICT, WITHOUT ROWID;
   CREATE INDEX import_row_outcome ON import_row (import_id, outcome, line);`,
  // Fingerprints of texts, found by their bands (server/items/fingerprint.ts).
  `CREATE TABLE text_print (attachment_id TEXT PRIMARY KEY, print BLOB NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE text_band (band INTEGER NOT NULL, attachment_id TEXT NOT NULL, PRIMARY KEY (band, attachment_id)) STRICT, WITHOUT ROWID;`,
  // Names that items share (server/cataloguing/name-list.ts: namesOf); items saved before this step
  // are read once.
  `CREATE TABLE item_name (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (kind, key, value, item_id)) STRICT, WITHOUT ROWID;
   CREATE INDEX item_name_item ON item_name (item_id);
   WITH found (kind, value, item_id) AS (
     SELECT 'title', json_extract(doc, '$.title'), id FROM item
     UNION SELECT 'publisher', json_extract(doc, '$.publisher'), id FROM item
     UNION SELECT 'series', json_extract(doc, '$.series'), id FROM item
     UNION SELECT 'compiler', c.value, i.id FROM item i, json_each(i.doc, '$.compilers') c
     UNION SELECT 'keyword', k.value, i.id FROM item i, json_each(i.doc, '$.keywords') k
   )
   INSERT OR IGNORE INTO item_name (kind, key, value, item_id) SELECT kind, name_key(value), value, item_id FROM found WHERE name_key(value) <> '';`,
  // Forms that are being typed: of one account each, never in a backup.
  `CREATE TABLE unsaved_form (account_id TEXT NOT NULL, item_id TEXT NOT NULL, at TEXT NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (account_id, item_id)) STRICT, WITHOUT ROWID;
   CREATE INDEX unsaved_form_at ON unsaved_form (at);
   CREATE INDEX unsaved_form_account ON unsaved_form (account_id, at DESC, item_id DESC);`,
  // What one person has to know of an item (server/workflow/notice.ts).
  `CREATE TABLE notice (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, at TEXT NOT NULL, read_at TEXT, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX notice_account ON notice (account_id, id);
   CREATE INDEX notice_unread ON notice (account_id, id) WHERE read_at IS NULL;
   CREATE INDEX notice_at ON notice (at);`,
  `CREATE TABLE kept (list TEXT NOT NULL, id TEXT NOT NULL, rank INTEGER NOT NULL, version INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (list, id)) STRICT, WITHOUT ROWID;
   CREATE INDEX kept_rank ON kept (list, rank, id);
   CREATE TABLE kept_version (list TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (list, id, version)) STRICT, WITHOUT ROWID;`,
  // Printed copies (server/holdings/holding.ts). A returned loan stays for its days; its borrower
  // does not.
  `CREATE TABLE holding (id TEXT PRIMARY KEY, place_id TEXT NOT NULL, register_key TEXT NOT NULL, item_id TEXT NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX holding_register ON holding (place_id, register_key);
   CREATE INDEX holding_state ON holding (place_id, state, register_key);
   CREATE INDEX holding_item ON holding (item_id, place_id, state);
   CREATE TABLE loan (id TEXT PRIMARY KEY, holding_id TEXT NOT NULL, place_id TEXT NOT NULL, lent_on TEXT NOT NULL, due_on TEXT NOT NULL, returned_on TEXT, forget_on TEXT, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX loan_open ON loan (holding_id) WHERE returned_on IS NULL;
   CREATE INDEX loan_due ON loan (place_id, due_on, id) WHERE returned_on IS NULL;
   CREATE INDEX loan_lent ON loan (place_id, lent_on);
   CREATE INDEX loan_forget ON loan (forget_on) WHERE forget_on IS NOT NULL;
   CREATE TABLE stocktake (id TEXT PRIMARY KEY, place_id TEXT NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX stocktake_place ON stocktake (place_id, id);
   CREATE TABLE stocktake_found (stocktake_id TEXT NOT NULL, holding_id TEXT NOT NULL, PRIMARY KEY (stocktake_id, holding_id)) STRICT, WITHOUT ROWID;`,
  // What figures are summed by (server/figures/figure-catalog.ts): an item's unit and genre without
  // its document, steps and answers by their day.
  `ALTER TABLE item ADD COLUMN genre TEXT NOT NULL DEFAULT '';
   UPDATE item SET genre = coalesce(json_extract(doc, '$.genre'), '');
   CREATE INDEX item_group ON item (id, unit_id, genre);
   CREATE INDEX event_step ON event (json_extract(doc, '$.at'), json_extract(doc, '$.action'), item_id) WHERE json_extract(doc, '$.action') IN ('submit', 'publish', 'bulk-publish');
   CREATE INDEX rating_day ON rating (day, answer, item_id);`,
  // Laws that ended in part or are suspended wait for a look too (server/laws/law-record.ts).
  `UPDATE law SET ends_on = '!' || json_extract(doc, '$.state') WHERE ends_on IS NULL AND json_extract(doc, '$.state') IN ('het_mot_phan', 'ngung_mot_phan', 'ngung');
   INSERT OR IGNORE INTO law_settled SELECT id, '*!' FROM item WHERE json_extract(doc, '$.validity.state') = 'mot_phan';`,
  // What harvesters follow changes by (server/exchange/harvest-row.ts): made again from the items.
  `CREATE TABLE harvest (item_id TEXT PRIMARY KEY, stamp TEXT NOT NULL, deleted INTEGER NOT NULL, sets TEXT NOT NULL, digest TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX harvest_stamp ON harvest (stamp, item_id);
   CREATE TABLE harvest_set (spec TEXT NOT NULL, stamp TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (spec, stamp, item_id)) STRICT, WITHOUT ROWID;
   CREATE INDEX harvest_set_item ON harvest_set (item_id);`,
  // Packages for other systems (server/delivery/delivery.ts), and what became of each item there.
  `CREATE TABLE target (id TEXT PRIMARY KEY, version INTEGER NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE delivery (id TEXT PRIMARY KEY, target_id TEXT NOT NULL, number INTEGER NOT NULL, open INTEGER NOT NULL, version INTEGER NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX delivery_number ON delivery (target_id, number);
   CREATE TABLE delivery_entry (delivery_id TEXT NOT NULL, ordinal INTEGER NOT NULL, item_id TEXT NOT NULL, action TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (delivery_id, ordinal)) STRICT, WITHOUT ROWID;
   CREATE TABLE sent_item (target_id TEXT NOT NULL, item_id TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (target_id, item_id)) STRICT, WITHOUT ROWID;
   CREATE INDEX sent_item_state ON sent_item (target_id, state, item_id);
   CREATE INDEX sent_item_refused ON sent_item (at DESC, target_id, item_id) WHERE state = 'refused';`,
  // Where items of other libraries came from; which unit an import is of: before this step, that of
  // who began it.
  `CREATE TABLE item_origin (source TEXT NOT NULL, id TEXT NOT NULL, item_id TEXT NOT NULL, PRIMARY KEY (source, id)) STRICT, WITHOUT ROWID;
   ALTER TABLE import_run ADD COLUMN unit_id TEXT NOT NULL DEFAULT '';
   UPDATE import_run SET unit_id = coalesce((SELECT json_extract(a.doc, '$.unitId') FROM account a WHERE a.id = json_extract(import_run.doc, '$.accountId')), '');
   UPDATE import_run SET doc = json_set(doc, '$.unitId', unit_id);
   CREATE INDEX import_run_unit ON import_run (unit_id, id);`,
  // Whose names they are: '' for those of a published item, which all officials see.
  `ALTER TABLE item_name ADD COLUMN unit_id TEXT NOT NULL DEFAULT '';
   UPDATE item_name SET unit_id = coalesce((SELECT i.unit_id FROM item i WHERE i.id = item_id AND i.state <> 'published'), '');`,
  // When and whence a session was used last (server/people/account.ts).
  `ALTER TABLE session ADD COLUMN seen_at TEXT NOT NULL DEFAULT '';
   ALTER TABLE session ADD COLUMN used_from TEXT NOT NULL DEFAULT '';
   ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
   UPDATE session SET seen_at = created_at;`,
  // Sessions that wait for the second factor.
  `ALTER TABLE session ADD COLUMN pending INTEGER NOT NULL DEFAULT 0;`,
  // Who somebody is at the sign-in service of their authority.
  `CREATE UNIQUE INDEX account_identity ON account (json_extract(doc, '$.identity.key'));`,
  // What somebody may have to answer for (server/audit/security-event.ts), and what administrators
  // have to know while it lasts.
  `CREATE TABLE security_event (sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, actor_id TEXT, account_id TEXT, unit_id TEXT, content TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
   CREATE INDEX security_event_at ON security_event (at, sequence);
   CREATE INDEX security_event_kind ON security_event (kind, sequence);
   CREATE INDEX security_event_actor ON security_event (actor_id, sequence);
   CREATE INDEX security_event_account ON security_event (account_id, sequence);
   CREATE INDEX security_event_unit ON security_event (unit_id, sequence);
   CREATE TABLE alert (cause TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  // Files that arrive in pieces (server/ingest/arriving-catalog.ts).
  `CREATE TABLE arriving (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, unit_id TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, received INTEGER NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, sha256 TEXT, taken INTEGER NOT NULL DEFAULT 0, writer TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
   CREATE INDEX arriving_account ON arriving (account_id, taken, created_at, id);
   CREATE INDEX arriving_end ON arriving (expires_at, id);
   CREATE INDEX arriving_unit ON arriving (unit_id, taken, bytes);`,
  // What an item's files take (server/items/file-bytes.ts).
  `ALTER TABLE item ADD COLUMN file_bytes INTEGER NOT NULL DEFAULT 0;
   UPDATE item SET file_bytes = (SELECT coalesce(sum(json_extract(a.value, '$.bytes')), 0) FROM json_each(item.doc, '$.attachments') a) + coalesce(json_extract(doc, '$.approvalFile.bytes'), 0);
   CREATE INDEX item_bytes ON item (unit_id, file_bytes);`,
  // What was read from the pictures of pages (server/ingest/recognition-catalog.ts).
  `CREATE TABLE page_reading (attachment_id TEXT NOT NULL, page INTEGER NOT NULL, item_id TEXT NOT NULL, recogniser INTEGER NOT NULL, at TEXT NOT NULL, reason TEXT, found BLOB, PRIMARY KEY (attachment_id, page)) STRICT;
   CREATE INDEX page_reading_item ON page_reading (item_id, attachment_id);
   CREATE INDEX page_reading_at ON page_reading (attachment_id, at, reason);`,
  // What people made of words that a machine read (server/correction/correction-catalog.ts).
  `CREATE TABLE page_correction (item_id TEXT NOT NULL, sha256 TEXT NOT NULL, page INTEGER NOT NULL, version INTEGER NOT NULL, done INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (item_id, sha256, page)) STRICT, WITHOUT ROWID;
   CREATE INDEX page_correction_done ON page_correction (item_id) WHERE done = 1;
   CREATE TABLE correction_event (id TEXT PRIMARY KEY, item_id TEXT NOT NULL, sha256 TEXT NOT NULL, page INTEGER NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX correction_event_page ON correction_event (item_id, sha256, page, id);
   CREATE INDEX correction_event_item ON correction_event (item_id, id);
   CREATE TABLE page_hold (item_id TEXT NOT NULL, sha256 TEXT NOT NULL, page INTEGER NOT NULL, account_id TEXT NOT NULL, name TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (item_id, sha256, page)) STRICT, WITHOUT ROWID;
   CREATE TABLE text_report (id TEXT PRIMARY KEY, item_id TEXT NOT NULL, sha256 TEXT NOT NULL, page INTEGER NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX text_report_page ON text_report (item_id, sha256, page, id);
   CREATE INDEX page_reading_read ON page_reading (item_id) WHERE reason IS NULL;`,
  // What somebody did, item by item.
  `CREATE INDEX event_at ON event (json_extract(doc, '$.at'), id);
   CREATE INDEX event_actor ON event (json_extract(doc, '$.actorId'), json_extract(doc, '$.at'), id);`,
  // Units take turns among jobs of one kind (server/base/job.ts).
  `ALTER TABLE job ADD COLUMN owner TEXT;
   ALTER TABLE job ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
   DROP INDEX job_next;
   CREATE INDEX job_next ON job (state, priority DESC, turn, id);
   CREATE INDEX job_owner ON job (kind, owner, turn) WHERE state = 'waiting';
   CREATE INDEX job_round ON job (kind, turn) WHERE state = 'waiting' AND owner IS NOT NULL;`,
  // What citizens ask (server/questions/question-catalog.ts).
  `CREATE TABLE question (id TEXT PRIMARY KEY, year TEXT NOT NULL, count INTEGER NOT NULL, secret_hash TEXT NOT NULL UNIQUE, state TEXT NOT NULL, unit_id TEXT NOT NULL, version INTEGER NOT NULL, sort_at TEXT NOT NULL, answered_at TEXT, erase_at TEXT, doc TEXT NOT NULL, UNIQUE (year, count)) STRICT;
   CREATE INDEX question_state ON question (state, sort_at, id);
   CREATE INDEX question_unit ON question (unit_id, state, sort_at, id);
   CREATE INDEX question_answered ON question (answered_at, id) WHERE answered_at IS NOT NULL;
   CREATE INDEX question_erase ON question (erase_at, id) WHERE erase_at IS NOT NULL;`,
  // What readers looked for, by day, and what several of them did (server/search/query-catalog.ts).
  `CREATE TABLE asked_query (day TEXT NOT NULL, folded TEXT NOT NULL, outcome TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, folded, outcome)) STRICT, WITHOUT ROWID;
   CREATE INDEX asked_query_words ON asked_query (folded) WHERE folded <> '';
   INSERT INTO asked_query SELECT substr(last_at, 1, 10), folded, 'empty', count FROM empty_query;
   CREATE TABLE frequent_query (key TEXT PRIMARY KEY, shown TEXT NOT NULL, count INTEGER NOT NULL, day TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX frequent_query_count ON frequent_query (count DESC, shown) WHERE shown <> '';`,
  // Who wants word (server/subscriptions/subscription-catalog.ts).
  `CREATE TABLE wish (id TEXT PRIMARY KEY, address TEXT NOT NULL, secret_hash TEXT NOT NULL UNIQUE, erase_at TEXT NOT NULL, doc TEXT NOT NULL) STRICT;
   CREATE INDEX wish_address ON wish (address);
   CREATE INDEX wish_erase ON wish (erase_at);
   CREATE TABLE subscriber (id TEXT PRIMARY KEY, address TEXT NOT NULL UNIQUE, secret_hash TEXT NOT NULL UNIQUE, rhythm TEXT NOT NULL, told_until TEXT NOT NULL, erase_at TEXT, version INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
   CREATE INDEX subscriber_due ON subscriber (rhythm, id) WHERE erase_at IS NULL;
   CREATE INDEX subscriber_erase ON subscriber (erase_at) WHERE erase_at IS NOT NULL;`,
  // What units write (server/site/unit-entry-catalog.ts).
  `CREATE TABLE unit_entry (list TEXT NOT NULL, id TEXT NOT NULL, slug TEXT NOT NULL, unit_id TEXT NOT NULL, state TEXT NOT NULL, topic TEXT NOT NULL, sort_key TEXT NOT NULL, shown_from TEXT NOT NULL, shown_to TEXT NOT NULL, version INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (list, id), UNIQUE (list, slug)) STRICT, WITHOUT ROWID;
   CREATE INDEX unit_entry_state ON unit_entry (list, state, sort_key DESC, id DESC);
   CREATE INDEX unit_entry_unit ON unit_entry (list, unit_id, sort_key DESC, id DESC);
   CREATE TABLE unit_entry_version (list TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (list, id, version)) STRICT, WITHOUT ROWID;`,
  // What is asked for at one-stop desks (server/desk/desk-catalog.ts).
  `CREATE TABLE desk_scan (day TEXT NOT NULL, unit_id TEXT NOT NULL, procedure TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, unit_id, procedure)) STRICT, WITHOUT ROWID;`,
  // Reports that communes owe (server/reports/report-catalog.ts).
  `CREATE TABLE report_round (id TEXT PRIMARY KEY, version INTEGER NOT NULL, until TEXT NOT NULL, doc TEXT NOT NULL) STRICT;
   CREATE TABLE unit_report (id TEXT PRIMARY KEY, round_id TEXT NOT NULL, unit_id TEXT NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
   CREATE INDEX unit_report_round ON unit_report (round_id, unit_id);
   CREATE TABLE report_item (report_id TEXT NOT NULL, edition INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (report_id, edition)) STRICT;`,
];
