const notData =
  /\.(?:pdf|png|jpe?g|gif|svg|webp|bmp|ico|tiff?|heic|mp[34]|mov|avi|wav|docx?|pptx?|rtf|odt|odp|html?|css|m?js|ts|py|r|rmd|ipynb|sql|php|java|xml|xsd|xsl|ya?ml|exe|dll|msi|bat|sh|ttf|woff2?|eml|msg|tar|tgz|7z|rar|db|sqlite3?|mdb|accdb|rda|rdata|rds|sav|dta|sas7bdat|pbix|twbx?|numbers|pages|key|log|lnk|url)$/i;
const aboutFiles = /(?:^|\/)(?:__MACOSX\/.*|\.[^/]*|thumbs\.db|desktop\.ini|(?:readme|licen[cs]e|changelog)[^/]*|[^/]*\.md)$/i;

/** Why a member is passed by: `notes` (what a system or a packer adds), `not-data` (no table by its name), null when it is opened. */
export function skippedMember(path: string): 'notes' | 'not-data' | null {
  if (aboutFiles.test(path)) return 'notes';
  return notData.test(path) ? 'not-data' : null;
}
