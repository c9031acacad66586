import type { ErrorCode } from '#server/base/errors.ts';

/** What went wrong, for readers of English; the table of codes is server/base/errors.ts. */
export const errors: Readonly<Record<ErrorCode, string>> = {
  'invalid-input': 'Something in what was sent is not right. Please look at the marked fields.',
  'invalid-cursor':
    'The address of this page is not right. Please go back to the start of the list.',
  'invalid-sheet':
    'The sheet cannot be read. Please look at its header line and column separators.',
  'sheet-old':
    'An old spreadsheet (.xls) or one with a password. Save it as .xlsx without a password and send it again.',
  'sheet-too-large': 'The sheet has too many rows: 20,000 at a time. Split it.',
  'file-broken': 'The file is damaged or cut short and cannot be opened.',
  'file-infected':
    'The scanner found malware in the file, so it was not taken and was deleted. Please scan your computer and send a clean file.',
  'file-empty': 'The file is empty.',
  'file-encrypted': 'The file is locked with a password.',
  'file-bomb': 'The archive would unpack beyond the safe limit, so it was not opened.',
  'file-unsafe-path': 'The archive holds unsafe paths, so it was not opened.',
  'file-too-many-pages':
    'The file has more than 20,000 pages and cannot be read. Split it into several files.',
  'file-too-slow': 'Reading the file took too long or too much memory, so it was stopped.',
  'wrong-extension': 'The file name does not fit what is inside.',
  'unsupported-type': 'This kind of file is not supported.',
  'picture-too-large':
    'The picture has more than 200 million pixels. Choose a smaller size in the camera settings and take it again.',
  'picture-too-small':
    'The picture is too small to read. Please send the original from the camera, not a small copy.',
  'picture-dark': 'The picture is black. Please take it again where there is enough light.',
  'too-large': 'The file is larger than allowed.',
  'quota-full':
    'The unit has used up its storage quota, so the file was not taken. Remove files that are no longer needed, or ask the administrator for more.',
  'scan-too-large':
    'The file is larger than the malware scanner can look at, so it was not taken. Split it, or ask who runs the server to raise that limit.',
  'form-too-large':
    'What was typed into the form is longer than the server takes, so nothing was saved. Go back in your browser and shorten it; long texts are better sent as files.',
  'head-too-large':
    'The address or the head of the request is longer than the server takes. Shorten it and try again.',
  'storage-full':
    'The server has no space left. What you sent was not kept; please tell the administrator.',
  'storage-busy': 'The server is busy. Please try again in a few minutes.',
  'too-busy':
    'The server has too much to do at the same moment and has not done this. Please try again in a few seconds.',
  'scan-unavailable':
    'The malware scanner does not answer, so the file was not taken. Please send it again in a few minutes.',
  'storage-newer':
    "The bookshelf's data were written by a newer version of the program. Please run that version, or restore a backup made before the upgrade into an empty place.",
  'storage-damaged':
    "The bookshelf's database is damaged, so nothing more is written. Please stop the program and restore the latest backup into an empty place.",
  'catalog-gone':
    "Files are there but the bookshelf's database is gone or empty, so no new bookshelf is begun. Please restore the latest backup, or use an empty place for a new bookshelf.",
  'search-unavailable': 'Search is interrupted. Please try again in a few minutes.',
  'recognition-unavailable':
    'The server lacks its text recognition, or it is not intact, so this page could not be read. Please tell an administrator to install the program again; the page will be tried again.',
  'not-signed-in': 'Please sign in to continue.',
  'wrong-credentials': 'User name or password is not right.',
  'wrong-code': 'The code is wrong, used or expired.',
  'outside-unconfirmed':
    'The sign-in service did not confirm who you are, or it took too long. Please begin again.',
  'outside-unknown':
    'The sign-in service confirmed who you are, but this shelf gives your account no rights. Please ask its administrator.',
  'outside-unreachable':
    'The sign-in service does not answer. Please try again in a few minutes, or use your password.',
  'identity-taken': 'That account of the sign-in service belongs to another account of this shelf.',
  'wrong-key': 'The API key is not right or was revoked.',
  'key-needed':
    'This address is for machines with an API key. Ask the managing unit of the bookshelf for one.',
  'not-allowed': 'Your account may not do this.',
  'second-person':
    'Whoever catalogued or compared an item does not approve it, and it must be compared with the original first.',
  'wrong-origin':
    'The request did not come from a page of the bookshelf and was refused. Please open the page again and resend.',
  'page-not-found': 'This page was not found.',
  'item-not-found': 'This document was not found.',
  'item-withdrawn': 'This document has been withdrawn from the bookshelf.',
  'account-not-found': 'This account was not found.',
  'unit-not-found': 'This unit was not found.',
  'question-not-found': 'This question was not found.',
  'news-over': 'This piece of news was withdrawn, or its time is over.',
  'address-taken': 'Another entry has this address. Please change the title and save again.',
  'round-not-found': 'This round of reports was not found.',
  'report-not-found': 'This report was not found.',
  'attachment-not-found': 'This file was not found.',
  'upload-not-found':
    'This upload was not found: it has expired, was given up or is not yours. Please send the file again.',
  'upload-elsewhere':
    'The file is being sent from somewhere else, or what was sent does not join what is there. Please go on once more.',
  'upload-unfinished': 'The file has not been sent whole. Please send the rest and try again.',
  'file-missing': 'The contents of the file were not found in the store.',
  'method-not-allowed': 'This address does not take such a request.',
  'stale-version': 'Somebody else has just changed this document.',
  'duplicate-identifier': 'This identifier belongs to another document.',
  'duplicate-register': 'Another printed copy of this place has this register number.',
  'duplicate-username': 'This user name is taken.',
  'duplicate-file': 'This file is already on the shelf.',
  'wrong-state': 'The document is in a state that does not allow this.',
  'incomplete-record': 'Mandatory facts are missing, so the document was not published.',
  'target-not-found': 'There is no such receiver.',
  'delivery-not-found': 'There is no such delivery.',
  'delivery-open':
    'A delivery to this receiver is not finished yet. Wait for it or cancel it before making another.',
  'secret-missing':
    'The key file of this receiver cannot be read. Ask the administrator of the server to check the folder of keys.',
  'receiver-unreachable':
    'The receiver cannot be reached, or the line was cut. Sending goes on where it stopped.',
  'receiver-refused':
    'The receiver did not take the package. See its answer, correct the connection and send again.',
  'backup-broken': 'The backup cannot be read or is not whole.',
  'backup-newer':
    'The backup was made by a newer version of the program. Please read it with that version.',
  'backup-locked':
    'The backup is encrypted. Please run again with --identity and its private key file.',
  'backup-running': 'Another backup is writing to this folder. Please wait until it has ended.',
  'backup-unreachable':
    'The folder of backups cannot be found or written. Please look at BACKUP_FOLDER, its disk and its permissions.',
  'backup-full':
    'The disk of the backup is full. Earlier backups are whole; please make room and run again.',
  'target-in-use': 'The target already holds data. Please use an empty bookshelf.',
  'copy-differs': 'The copy is not the same as the original.',
  'mail-unavailable': 'The e-mail server does not accept mail. It is tried again later.',
  'event-not-taken': 'The receiver of events does not take them. They will be sent again later.',
  'too-many-requests': 'Too many requests. Please wait a moment and try again.',
  internal:
    'The server has a fault. Please try again; if it stays, give the reference number below to the administrator.',
};
