//! The table of all codes, sorted by name: what it is, its stable name, its weight, the words of its message.

use crate::diagnostics::Weight;

codes! {
    /// An acceptance of something that has changed since.
    AcceptanceChanged "acceptance-changed" Advice ["code" "seen"];
    /// An acceptance whose last day is over.
    AcceptanceOver "acceptance-over" Advice ["code" "until"];
    /// An acceptance of what cannot be accepted.
    AcceptanceRefused "acceptance-refused" Disagreement ["code"];
    /// An acceptance of something that is no longer found.
    AcceptanceUnused "acceptance-unused" Advice ["code"];
    /// An account in use of somebody who has left.
    AccountOfLeaver "account-of-leaver" Disagreement ["item" "id" "person" "left"];
    /// What should be there to check a password against, and is something else.
    AccountPassword "account-password" Build [];
    /// An account whose profile the output does not offer.
    AccountProfile "account-profile" Build ["name" "profile" "offered"];
    /// An account that stands twice.
    AccountTwice "account-twice" Build ["name"];
    /// A `[[name]]` that fits more than one page.
    AmbiguousPage "ambiguous-page" Build ["name" "pages"];
    /// A row id that stands in more than one register.
    AmbiguousRow "ambiguous-row" Build ["name" "registers"];
    /// A day on which more than one authority came.
    AmbiguousVisit "ambiguous-visit" Build ["name" "choices"];
    /// 該当なし where はい or いいえ is asked for.
    AnswerNotApplicable "answer-not-applicable" Inspection ["item" "respondent"];
    /// An answer without the day of its confirmation.
    AnswerWithoutDate "answer-without-date" Inspection ["item" "respondent" "round"];
    /// はい to an item whose register is empty.
    AnswerWithoutRegister "answer-without-register" Disagreement ["item" "what" "place"];
    /// A cell of a form that is no answer.
    BadAnswer "bad-answer" Build ["text"];
    /// A text that should be a date and is none.
    BadDate "bad-date" Build ["text"];
    /// A file name that some systems refuse.
    BadFileName "bad-file-name" Build ["name" "reason"];
    /// A heading attribute that is not known.
    BadHeadingAttribute "bad-heading-attribute" Build ["name"];
    /// A ▶ note whose word asks for a number, without one that can be read.
    BadNote "bad-note" Build ["note"];
    /// A cell that should hold a number and holds none.
    BadNumber "bad-number" Disagreement ["register" "row" "column" "text"];
    /// A label of a profile that cannot stand at the foot of every page.
    BadProfileLabel "bad-profile-label" Build ["name" "longest"];
    /// A name of a profile that no folder can have, or that means something else.
    BadProfileName "bad-profile-name" Build ["name"];
    /// A value that is not among those allowed.
    BadValue "bad-value" Build ["key" "value" "expected"];
    /// A `{{ ... }}` that cannot be read.
    BadVariable "bad-variable" Build ["text"];
    /// A phase that the BCP does not speak of.
    BcpPhaseMissing "bcp-phase-missing" Advice ["phase"];
    /// A blank that was meant to be filled in.
    BlankLeftOver "blank-left-over" Inspection ["mark"];
    /// A contact that is to be called by somebody outside.
    CallerOutside "caller-outside" Disagreement ["id" "caller"];
    /// A file that somebody changed while toji was about to write it.
    ChangedMeanwhile "changed-meanwhile" Build ["path"];
    /// Pages that explain items name clauses of an imported file that answer other items.
    ClauseForOthers "clause-for-others" Advice ["title" "path" "pairs"];
    /// A clause that the table of an imported file does not name.
    ClauseUnlisted "clause-unlisted" Advice ["clause" "title" "path"];
    /// A header that stands for a column which is there already.
    ColumnAliasTwice "column-alias-twice" Disagreement ["name" "column" "register"];
    /// A header of another tool that the register does not have.
    ColumnAliasUnused "column-alias-unused" Advice ["name" "register"];
    /// A telephone number that nobody has confirmed for a year.
    ContactUnconfirmed "contact-unconfirmed" Advice ["id" "name"];
    /// A contact that the chart shows, without a telephone number.
    ContactWithoutPhone "contact-without-phone" Advice ["id" "name"];
    /// A vendor whose contract is over and whose devices are in use.
    ContractEnded "contract-ended" Disagreement ["name" "until" "device"];
    /// A control character in a text.
    ControlCharacter "control-character" Build ["code"];
    /// A file that reads back from where it was copied to as something else.
    CopyDamaged "copy-damaged" Build ["path"];
    /// An item that stands twice at one clause of an imported file.
    CoveredTwice "covered-twice" Disagreement ["item" "place"];
    /// A row of a register with too few or too many cells.
    CsvCells "csv-cells" Build ["found" "expected"];
    /// A CSV file that cannot be read as one.
    CsvSyntax "csv-syntax" Build ["reason"];
    /// A file that is not the picture its ending says.
    DamagedPicture "damaged-picture" Build ["path" "kind"];
    /// A confirmation before the notice that issued the checklist.
    DateBeforeNotice "date-before-notice" Inspection ["item" "respondent" "round" "date" "notice"];
    /// A confirmation on a day to come.
    DateInFuture "date-in-future" Inspection ["item" "respondent" "round" "date"];
    /// A confirmation outside the fiscal year.
    DateOutsideYear "date-outside-year" Inspection ["item" "respondent" "round" "date" "year" "last"];
    /// A descriptor that names no file, beside which there is no document.
    DescriptorOfNothing "descriptor-of-nothing" Build ["path" "page"];
    /// A device in use that is no longer supported.
    DevicePastSupport "device-past-support" Disagreement ["item" "id" "name" "until"];
    /// A device in use without the day of its last update, where the rules set a number of days.
    DevicePatchUnknown "device-patch-unknown" Disagreement ["item" "id" "name" "limit"];
    /// A device whose last update is longer ago than the rules allow.
    DeviceUnpatched "device-unpatched" Disagreement ["item" "id" "name" "applied" "limit"];
    /// A vendor without MDS/SDS where the facility says that it has them.
    DisclosureMissing "disclosure-missing" Disagreement ["item" "vendor"];
    /// No room left on the disk.
    DiskFull "disk-full" Build ["path"];
    /// A disk that cannot be written.
    DiskReadOnly "disk-read-only" Build ["path"];
    /// A remark that was mended before it was made.
    DoneBeforeVisit "done-before-visit" Disagreement ["id" "done" "visited"];
    /// Two BCP sections with one number.
    DuplicateBcpSection "duplicate-bcp-section" Build ["number" "other"];
    /// Two clauses with one number.
    DuplicateClause "duplicate-clause" Build ["clause" "other"];
    /// Two columns with one header.
    DuplicateColumn "duplicate-column" Build ["name"];
    /// Two files that are one document.
    DuplicateDocument "duplicate-document" Build ["id" "other"];
    /// Two headings with one `{#id}`.
    DuplicateHeading "duplicate-heading" Build ["id"];
    /// Two rows with one id.
    DuplicateRow "duplicate-row" Build ["id" "other"];
    /// Two glossary entries for one term.
    DuplicateTerm "duplicate-term" Build ["term" "other"];
    /// An edition without what no official file says of it.
    EditionIncomplete "edition-incomplete" Advice ["edition" "missing"];
    /// An edition that a newer one follows, by what is said.
    EditionNewerReported "edition-newer-reported" Advice ["edition" "newer" "month" "said"];
    /// A year whose edition is known by name only.
    EditionNotImported "edition-not-imported" Inspection ["edition" "year" "known" "site" "notices"];
    /// An edition whose fiscal year is over.
    EditionPastYear "edition-past-year" Advice ["edition" "year" "last"];
    /// A cell without which its row says nothing.
    EmptyCell "empty-cell" Advice ["register" "row" "column"];
    /// A source folder without files.
    EmptyFolder "empty-folder" Build ["path"];
    /// A heading without text.
    EmptyHeading "empty-heading" Build [];
    /// A value that must say something and is empty.
    EmptyValue "empty-value" Build ["key"];
    /// An attachment that is not what was approved.
    EvidenceChanged "evidence-changed" Disagreement ["file" "found"];
    /// An attachment whose time is over.
    EvidenceExpired "evidence-expired" Disagreement ["id" "title" "until"];
    /// One of the four papers to show is not there.
    EvidenceMissing "evidence-missing" Inspection ["what" "path" "item"];
    /// A fact of the facility that a text names stands in `binder.toml` without a value.
    FactEmpty "fact-empty" Build ["name" "key"];
    /// A file that is there already where a new one was to be made.
    FileExists "file-exists" Build ["path"];
    /// A file that two descriptors name.
    FileOfTwo "file-of-two" Build ["path"];
    /// A file too large to be a text that somebody wrote.
    FileTooLarge "file-too-large" Build ["size" "limit"];
    /// An official form whose columns cannot be told apart.
    FillColumnsUnknown "fill-columns-unknown" Build ["path" "columns"];
    /// A respondent without answers to be filled in.
    FillNoAnswers "fill-no-answers" Build ["respondent"];
    /// A value for which the official form has no column.
    FillNoColumn "fill-no-column" Disagreement ["item" "column" "value"];
    /// An item that the official form does not have.
    FillNoRow "fill-no-row" Disagreement ["path" "item"];
    /// A workbook without one sheet that is the form for sure.
    FillNoSheet "fill-no-sheet" Build ["path" "sheets"];
    /// A file to be filled in that is no workbook.
    FillNoWorkbook "fill-no-workbook" Build ["path"];
    /// 該当なし, which the official form does not know.
    FillNotApplicable "fill-not-applicable" Advice ["item" "path"];
    /// A cell of the official form that holds something else.
    FillOccupied "fill-occupied" Disagreement ["item" "column" "cell" "there" "value"];
    /// A cell of the binder's form that could not be read, and so was not filled in.
    FillUnread "fill-unread" Disagreement ["item" "column"];
    /// Something that the inspector's first page would show empty.
    FirstPageBlank "first-page-blank" Advice ["how" "what"];
    /// A folder of members' folders in which there is no member.
    FleetEmpty "fleet-empty" Build ["path"];
    /// A member's own folder, where the folder of all members is wanted.
    FleetIsMember "fleet-is-member" Build ["path"];
    /// A member at which toji itself failed.
    FleetMemberFault "fleet-member-fault" Build ["reason"];
    /// An output of a member that is no longer in the fleet.
    FleetMemberGone "fleet-member-gone" Advice ["id" "path"];
    /// A member's id that cannot be the name of a folder.
    FleetMemberId "fleet-member-id" Build ["id" "reason"];
    /// An id that several members have.
    FleetMemberIdShared "fleet-member-id-shared" Build ["id" "folders"];
    /// Something among the members' folders that is no folder.
    FleetMemberNoFolder "fleet-member-no-folder" Build ["path"];
    /// A member that more than one share holds.
    FleetMemberRepeated "fleet-member-repeated" Build ["id" "shards"];
    /// A member that `fleet.toml` names twice.
    FleetMemberTwice "fleet-member-twice" Build ["id"];
    /// A member of `fleet.toml` that the fleet does not have.
    FleetMemberUnknown "fleet-member-unknown" Advice ["id"];
    /// A file among the members' folders that is nobody's.
    FleetNoMember "fleet-no-member" Advice ["path"];
    /// A member's files that should have been deleted.
    FleetOverdue "fleet-overdue" Disagreement ["id" "since" "count"];
    /// A received file that somebody changed since.
    FleetPurgeChanged "fleet-purge-changed" Build ["id" "path"];
    /// A file of others in a binder that was deleted.
    FleetPurgeForeign "fleet-purge-foreign" Advice ["id" "path"];
    /// A fleet's report that cannot be read.
    FleetReportUnread "fleet-report-unread" Build ["path" "reason"];
    /// A share of a fleet that is not among the reports.
    FleetShardMissing "fleet-shard-missing" Build ["shards" "count"];
    /// A share of a fleet that was divided otherwise.
    FleetShardOtherCount "fleet-shard-other-count" Build ["path" "found" "expected"];
    /// A share of a fleet as of another day.
    FleetShardOtherDay "fleet-shard-other-day" Build ["path" "found" "expected"];
    /// A share of another fleet, or of one whose members were others.
    FleetShardOtherMembers "fleet-shard-other-members" Build ["path"];
    /// A share of a fleet that another version of toji made.
    FleetShardOtherVersion "fleet-shard-other-version" Build ["path" "found" "expected"];
    /// Two reports of one share of a fleet.
    FleetShardRepeated "fleet-shard-repeated" Build ["path" "shard" "other"];
    /// A folder with files in it where a new one was to be made.
    FolderNotEmpty "folder-not-empty" Build ["path"];
    /// No font for Japanese text.
    FontMissing "font-missing" Build ["families"];
    /// A form without a table of answers.
    FormNoTable "form-no-table" Build [];
    /// An item without a row.
    FormRowMissing "form-row-missing" Build ["item"];
    /// An item with two rows.
    FormRowRepeated "form-row-repeated" Build ["item"];
    /// A row that begins with no item of the edition.
    FormRowUnknown "form-row-unknown" Build ["text"];
    /// An output to be frozen that is of another facility.
    FreezeFacility "freeze-facility" Build ["path" "found" "expected"];
    /// A frozen binder of that name is there already.
    FrozenAlready "frozen-already" Build ["path"];
    /// A file of a frozen binder that is not what was kept.
    FrozenChanged "frozen-changed" Build ["path"];
    /// A heading more than one level below the one before.
    HeadingLevelSkipped "heading-level-skipped" Build ["from" "to"];
    /// A name that no header can have.
    HostBadHeader "host-bad-header" Build ["name"];
    /// An address at which nothing can listen.
    HostCannotListen "host-cannot-listen" Build ["address" "reason"];
    /// A server for others without an account.
    HostNeedsAccount "host-needs-account" Build ["address"];
    /// A certificate without a folder to keep it in.
    HostNeedsState "host-needs-state" Build [];
    /// A server for others without TLS.
    HostNeedsTls "host-needs-tls" Build ["address"];
    /// Accounts and logs within the output.
    HostStateInside "host-state-inside" Build ["path"];
    /// A server in front that nobody named.
    HostTrustsNobody "host-trusts-nobody" Build [];
    /// Several profiles, and nobody to tell which one is shown.
    HostWhichProfile "host-which-profile" Build ["profiles"];
    /// An image without a text.
    ImageWithoutText "image-without-text" Build [];
    /// A text that was read in an older encoding.
    ImportConverted "import-converted" Advice ["path" "encoding"];
    /// A file that an import would write, and that is there with another content.
    ImportFileKept "import-file-kept" Disagreement ["path"];
    /// A sheet with items that says neither facility nor vendor.
    ImportFormUnknown "import-form-unknown" Disagreement ["path"];
    /// An item of a vendor's form or a manual that the facility's form does not have.
    ImportHeadingUnknown "import-heading-unknown" Disagreement ["item"];
    /// An item that a form or a manual has twice.
    ImportItemRepeated "import-item-repeated" Disagreement ["item"];
    /// An item that the imported manual does not explain.
    ImportItemUnexplained "import-item-unexplained" Advice ["item"];
    /// A form whose columns could not be found.
    ImportLayoutUnknown "import-layout-unknown" Advice ["path"];
    /// A file in which nothing was found.
    ImportNothing "import-nothing" Disagreement ["path"];
    /// A number that is left out between two items.
    ImportNumberJump "import-number-jump" Disagreement ["item" "missing"];
    /// A workbook in the old format, or under a password.
    ImportOldWorkbook "import-old-workbook" Disagreement ["path"];
    /// An outline made from nothing but what the notes cite.
    ImportOutlineFromNotes "import-outline-from-notes" Advice ["edition"];
    /// An outline of an edition that toji knows already.
    ImportOutlineKnown "import-outline-known" Advice ["edition"];
    /// A PDF where its text was wanted.
    ImportPdf "import-pdf" Disagreement ["path"];
    /// A sheet larger than any form.
    ImportSheetTooLarge "import-sheet-too-large" Disagreement ["sheet" "rows" "columns"];
    /// Lines that an import could not read.
    ImportUnread "import-unread" Advice ["place" "text" "count"];
    /// A workbook that cannot be opened.
    ImportUnreadableWorkbook "import-unreadable-workbook" Build ["path"];
    /// An item of a manual without a ▶ note.
    ImportWithoutNote "import-without-note" Advice ["item"];
    /// An import without a vendor's form.
    ImportWithoutVendorForm "import-without-vendor-form" Advice [];
    /// A date that does not exist.
    ImpossibleDate "impossible-date" Build ["text"];
    /// An item of another edition than the binder's.
    ItemOfOtherEdition "item-of-other-edition" Disagreement ["item" "found" "edition"];
    /// An item that somebody who is asked has not answered.
    ItemUnanswered "item-unanswered" Inspection ["item" "respondent"];
    /// An item that no clause of the rules covers.
    ItemUncovered "item-uncovered" Inspection ["item" "path" "mark"];
    /// Items whose data nobody has verified as a whole.
    ItemUnverified "item-unverified" Advice ["edition" "items"];
    /// A key that stands in the front matter and in the descriptor.
    KeyInBoth "key-in-both" Disagreement ["key"];
    /// A signing key that cannot be read.
    KeyUnreadable "key-unreadable" Build ["path"];
    /// A password that does not open the signing key.
    KeyWrongPassword "key-wrong-password" Build ["path"];
    /// A folder of papers for vendors in which somebody has worked.
    KitChanged "kit-changed" Build ["path"];
    /// A line too long to be read in reasonable time.
    LongLine "long-line" Build ["length" "limit"];
    /// A mask over the column that the rows are called by.
    MaskOfId "mask-of-id" Build ["name" "register"];
    /// A blank of a member's workbook that is no longer there.
    MemberBlankMissing "member-blank-missing" Build ["sheet" "name"];
    /// A row of a member's workbook that stands there more than once.
    MemberBlankTwice "member-blank-twice" Build ["sheet" "name"];
    /// A member's workbook that was received before.
    MemberBookAgain "member-book-again" Advice ["path" "day"];
    /// Two workbooks of one member in one run.
    MemberBookTwo "member-book-two" Build ["id" "path" "other"];
    /// A workbook that does not say whose it is.
    MemberBookUnmarked "member-book-unmarked" Build ["path"];
    /// A formula in a member's workbook whose value was taken.
    MemberCellFormula "member-cell-formula" Advice ["cell" "name" "text"];
    /// A text beside the blanks of a member's workbook.
    MemberCellStray "member-cell-stray" Build ["cell" "text"];
    /// A blank of a member's workbook that changed on both sides.
    MemberConflict "member-conflict" Build ["cell" "name" "folder" "workbook"];
    /// A consent of which a part is missing.
    MemberConsentOpen "member-consent-open" Build ["cell" "name"];
    /// A day of deletion that is over already.
    MemberConsentPast "member-consent-past" Build ["cell" "day"];
    /// A file of a member that a workbook cannot be written to.
    MemberFileUnsound "member-file-unsound" Build ["path" "reason"];
    /// An answer to an item that the form has no row for.
    MemberFormGone "member-form-gone" Build ["cell" "item"];
    /// A form of another year than the member's folder.
    MemberOtherYear "member-other-year" Build ["found" "expected"];
    /// A remark with links that a workbook cannot change.
    MemberRemarkLinked "member-remark-linked" Build ["cell" "item" "text"];
    /// A sheet that is missing in a member's workbook.
    MemberSheetMissing "member-sheet-missing" Build ["sheet"];
    /// A sheet that a member gave another name.
    MemberSheetRenamed "member-sheet-renamed" Advice ["sheet" "found"];
    /// A workbook of somebody who is not in the fleet.
    MemberUnknown "member-unknown" Build ["path" "id"];
    /// A person who is not in the contacts.
    MemberUnknownPerson "member-unknown-person" Build ["cell" "name" "text"];
    /// A sign that was read as an answer.
    MemberWordRead "member-word-read" Advice ["cell" "name" "text" "read"];
    /// A text that is no answer.
    MemberWordUnclear "member-word-unclear" Build ["cell" "name" "text"];
    /// A register without a column that it needs.
    MissingColumn "missing-column" Build ["name"];
    /// An item that no page of the manual explains.
    MissingExplanation "missing-explanation" Advice ["item"];
    /// A file that is linked but not there.
    MissingFile "missing-file" Build ["path"];
    /// A character that no font can show.
    MissingGlyph "missing-glyph" Build ["character" "code"];
    /// A key that must be there.
    MissingKey "missing-key" Build ["key"];
    /// A row of a register without an id.
    MissingRowId "missing-row-id" Build ["column"];
    /// A header that looks like one which the register lacks.
    MisspeltColumn "misspelt-column" Advice ["name" "register"];
    /// Blocks within blocks within blocks.
    NestingTooDeep "nesting-too-deep" Build ["limit"];
    /// A folder without `binder.toml`.
    NoBinderToml "no-binder-toml" Build ["path"];
    /// Somebody to be called without a deputy.
    NoDeputy "no-deputy" Advice ["id" "name"];
    /// No drill of the BCP this fiscal year.
    NoDrill "no-drill" Advice ["year"];
    /// A fiscal year without a completed form.
    NoForm "no-form" Inspection ["year"];
    /// A folder without a member's folder in it.
    NoMember "no-member" Build ["path"];
    /// No restore test this fiscal year.
    NoRestoreTest "no-restore-test" Advice ["year"];
    /// A folder that is not there.
    NoSuchFolder "no-such-folder" Build ["path"];
    /// A pack that is not there.
    NoSuchPack "no-such-pack" Build ["path"];
    /// An いいえ without a target date.
    NoWithoutTarget "no-without-target" Inspection ["item" "respondent"];
    /// A folder that holds no output of toji.
    NotAnOutput "not-an-output" Build ["path"];
    /// A text in another encoding than UTF-8.
    NotUtf8 "not-utf8" Build ["encoding"];
    /// A print for which the binder holds nothing.
    NothingToPrint "nothing-to-print" Build ["name"];
    /// A NUL character in a text.
    NulByte "nul-byte" Build [];
    /// Two telephone numbers for one contact.
    NumberDiffers "number-differs" Disagreement ["name" "found" "number"];
    /// An original whose file is no longer the one that came.
    OriginalChanged "original-changed" Disagreement ["path"];
    /// A citation beside which another edition of the guideline is named.
    OtherGuidelineEdition "other-guideline-edition" Advice ["found" "edition"];
    /// A file in an output folder that the build did not put there.
    OutputAdded "output-added" Build ["path"];
    /// A file of an output folder that is no longer as it was built.
    OutputChanged "output-changed" Build ["path"];
    /// A file of an output folder that is gone.
    OutputMissing "output-missing" Build ["path"];
    /// An output folder with files that toji did not make.
    OutputNotOurs "output-not-ours" Build ["path"];
    /// A folder for the outputs of all profiles that is an output itself.
    OutputOfOne "output-of-one" Build ["path"];
    /// Outputs of several profiles that were made of different states of the documents.
    OutputsDiffer "outputs-differ" Disagreement ["path" "first" "others"];
    /// A file of a pack whose name must not be written.
    PackBadPath "pack-bad-path" Build ["path" "reason"];
    /// A signature that does not fit.
    PackBadSignature "pack-bad-signature" Build ["path"];
    /// A block of a template that is gone, and with it the place of members' edits.
    PackBlockGone "pack-block-gone" Disagreement ["block" "path"];
    /// A file that cannot be read as a pack.
    PackDamaged "pack-damaged" Build ["path" "reason"];
    /// A pack whose last day is over.
    PackExpired "pack-expired" Disagreement ["version" "until"];
    /// A fact of one facility in a file that every member gets.
    PackFactLeft "pack-fact-left" Disagreement ["what" "value"];
    /// A file of a pack that is not as signed.
    PackFileChanged "pack-file-changed" Build ["path"];
    /// A file of a pack that is not in the signed list.
    PackFileExtra "pack-file-extra" Build ["path"];
    /// A file of the signed list that a pack does not hold.
    PackFileMissing "pack-file-missing" Build ["path"];
    /// A version before that is of another template.
    PackIdDiffers "pack-id-differs" Build ["found" "before"];
    /// A pack signed with a key that is not known here.
    PackKeyUnknown "pack-key-unknown" Build ["found" "pinned"];
    /// A migration of a page that is not there.
    PackMigrationForNothing "pack-migration-for-nothing" Build ["path"];
    /// A migration that does not say, or not rightly, in which version it happened.
    PackMigrationSince "pack-migration-since" Build ["expected" "found"];
    /// A pack for a newer toji.
    PackNeedsNewer "pack-needs-newer" Build ["needed" "running"];
    /// A change note about a page that is not there.
    PackNoteForNothing "pack-note-for-nothing" Build ["path"];
    /// A template that keeps no page up to date.
    PackNothingManaged "pack-nothing-managed" Build ["path"];
    /// A pack with a lower serial than the installed one.
    PackOlder "pack-older" Build ["found" "installed"];
    /// A signing key that is not the one the pack names.
    PackOtherKey "pack-other-key" Build ["found" "named"];
    /// A pack of another template than the installed one.
    PackOtherTemplate "pack-other-template" Build ["found" "installed"];
    /// A page of the version before that is gone, and nothing says so.
    PackPageGone "pack-page-gone" Build ["path"];
    /// Two files of a pack that are one on some system.
    PackPathTwice "pack-path-twice" Build ["path" "other"];
    /// 変更なし said of a page that changed.
    PackSaidUnchanged "pack-said-unchanged" Build ["path"];
    /// A serial that did not rise.
    PackSerialNotRisen "pack-serial-not-risen" Build ["found" "before"];
    /// Another pack with the serial of the installed one.
    PackSerialReused "pack-serial-reused" Build ["serial" "version"];
    /// A pack, or a file of one, beyond what is read.
    PackTooLarge "pack-too-large" Build ["path" "limit"];
    /// A page that changed without a note.
    PackUnmarkedChange "pack-unmarked-change" Build ["path" "title"];
    /// A pack without a signature.
    PackUnsigned "pack-unsigned" Build ["path"];
    /// A variable that no page names any more.
    PackVariableGone "pack-variable-gone" Disagreement ["name"];
    /// A variable that members have no value for.
    PackVariableNew "pack-variable-new" Disagreement ["name"];
    /// A new version under the name of the one before.
    PackVersionSame "pack-version-same" Build ["version"];
    /// A page that the file does not have.
    PageBeyondFile "page-beyond-file" Build ["page" "last"];
    /// A PDF that is to be printed and cannot be read.
    PdfDamaged "pdf-damaged" Build ["path"];
    /// A printed PDF with writing or a picture that cannot be drawn.
    PdfIncomplete "pdf-incomplete" Disagreement ["path" "pages"];
    /// A PDF that is to be printed and asks for a password.
    PdfLocked "pdf-locked" Build ["path"];
    /// A PDF that is to be printed and is a book.
    PdfTooManyPages "pdf-too-many-pages" Build ["path" "found" "limit"];
    /// A PDF whose pages take too long to draw.
    PdfTooSlow "pdf-too-slow" Build ["path"];
    /// A telephone number that has lost its leading zero.
    PhoneWithoutZero "phone-without-zero" Disagreement ["register" "row" "column" "text"];
    /// A photograph with more dots than a PDF should hold.
    PictureTooLarge "picture-too-large" Build ["path" "found"];
    /// A plan for an item that takes none.
    PlanNotAllowed "plan-not-allowed" Inspection ["item" "respondent"];
    /// A plan for a day after one that is reported.
    PlanReportedDate "plan-reported-date" Advice ["item" "respondent" "date" "reported" "by"];
    /// A plan for a day after the last year for which a plan counts.
    PlanTooLate "plan-too-late" Inspection ["item" "respondent" "date" "year"];
    /// A plan without a day.
    PlanWithoutDate "plan-without-date" Inspection ["item" "respondent"];
    /// A proposal of the template that is no longer among toji's records.
    ProposalMissing "proposal-missing" Build ["path"];
    /// A decision that cannot be written in the encoding of the file.
    ProposalUnwritable "proposal-unwritable" Build ["path"];
    /// HTML within Markdown.
    RawHtml "raw-html" Build ["text"];
    /// A vendor's form that came before it was asked for.
    ReceivedBeforeAsked "received-before-asked" Disagreement ["vendor" "received" "asked"];
    /// An original that came on another day than the register says.
    ReceivedDateDiffers "received-date-differs" Disagreement ["vendor" "written" "listed"];
    /// A reference that leads to what a profile does not show.
    ReferenceHidden "reference-hidden" Advice ["profile" "to"];
    /// A link with a scheme that is not let through.
    RefusedUrl "refused-url" Build ["url"];
    /// A register that was read in an older encoding.
    RegisterConverted "register-converted" Advice ["encoding"];
    /// A remark of an inspector that has not been mended.
    RemarkOpen "remark-open" Advice ["id" "authority" "until"];
    /// A remark of an inspector that has not been mended in time.
    RemarkOverdue "remark-overdue" Disagreement ["id" "authority" "until"];
    /// An answer that knows of no remote maintenance, where devices have some.
    RemoteMaintenanceUnlisted "remote-maintenance-unlisted" Disagreement ["item" "respondent" "devices"];
    /// A page or file at an address that toji itself takes.
    ReservedAddress "reserved-address" Build ["path"];
    /// An attachment that need not be kept any longer.
    RetentionOver "retention-over" Advice ["id" "title" "until"];
    /// A cell of a returned form that is no answer.
    ReturnBadAnswer "return-bad-answer" Disagreement ["item" "cell" "text"];
    /// A cell of a returned form that is no day.
    ReturnBadDate "return-bad-date" Disagreement ["cell" "text"];
    /// A column of a returned form under another heading.
    ReturnColumnRenamed "return-column-renamed" Disagreement ["found" "column" "cell"];
    /// A returned form whose columns cannot be told apart.
    ReturnColumnsUnknown "return-columns-unknown" Build ["path" "columns"];
    /// A cell of a returned form that differs from the transcript that is there.
    ReturnDiffers "return-differs" Build ["item" "column" "cell" "path" "there" "returned"];
    /// A returned form of another edition or year.
    ReturnEdition "return-edition" Build ["path" "found" "expected"];
    /// A returned form in which nothing is filled in.
    ReturnEmpty "return-empty" Build ["path"];
    /// A returned form that another facility asked for.
    ReturnFacility "return-facility" Build ["path" "found" "expected"];
    /// A cell of a returned form that is still to be filled in.
    ReturnGap "return-gap" Disagreement ["item" "column" "cell"];
    /// A file that is no blank form, where a returned form goes.
    ReturnInTheWay "return-in-the-way" Build ["path"];
    /// An item that a returned form does not carry.
    ReturnItemMissing "return-item-missing" Disagreement ["path" "item"];
    /// An item of a returned form that the edition does not know.
    ReturnItemUnknown "return-item-unknown" Disagreement ["item" "edition"];
    /// A returned file without a vendor's form in it.
    ReturnNoForm "return-no-form" Build ["path"];
    /// A returned form that is a PDF.
    ReturnPdf "return-pdf" Build ["path"];
    /// A returned workbook with more than one vendor's form.
    ReturnSeveralSheets "return-several-sheets" Build ["path" "sheets"];
    /// A cell of a returned form in no column that is known.
    ReturnUnread "return-unread" Disagreement ["cell" "text"];
    /// A returned form of another vendor than was told.
    ReturnVendor "return-vendor" Build ["path" "found" "expected"];
    /// A returned form that does not say whose it is.
    ReturnVendorUnsaid "return-vendor-unsaid" Build ["path"];
    /// Rules or a BCP not reviewed for a year.
    ReviewOverdue "review-overdue" Advice ["what"];
    /// Two people for one role.
    RoleDiffers "role-differs" Disagreement ["role" "holder" "found"];
    /// A role that nobody fills.
    RoleUnfilled "role-unfilled" Advice ["role" "key"];
    /// Nobody is the safety officer.
    SafetyOfficerUnfilled "safety-officer-unfilled" Inspection ["item"];
    /// A name of the template's fictional facility.
    SampleLeftOver "sample-left-over" Disagreement ["name"];
    /// A PDF that cannot be read, of which a sealed copy was asked for.
    SealDamaged "seal-damaged" Build ["path"];
    /// A PDF that is encrypted already, of which a sealed copy was asked for.
    SealLocked "seal-locked" Build ["path"];
    /// A second confirmation before the first.
    SecondBeforeFirst "second-before-first" Inspection ["item" "respondent" "first" "second"];
    /// An output that should be signed and is not.
    SignatureMissing "signature-missing" Build ["path"];
    /// An output that another key signed than the one that was given.
    SignatureOtherKey "signature-other-key" Build ["path" "fingerprint"];
    /// A signature of an output that cannot be read.
    SignatureUnreadable "signature-unreadable" Build ["path"];
    /// A signature of an output that does not fit its manifest.
    SignatureWrong "signature-wrong" Build ["path"];
    /// Sources that are no longer those of the output.
    SourcesChanged "sources-changed" Disagreement ["path"];
    /// A link or image whose destination has a space in it, so that it is none.
    SpaceInLink "space-in-link" Build ["path"];
    /// A file that FAT32 cannot hold.
    StickFileTooLarge "stick-file-too-large" Build ["path" "size"];
    /// A stick that is not there.
    StickMissing "stick-missing" Build ["path"];
    /// A name that Windows or a stick does not take.
    StickName "stick-name" Build ["path" "reason"];
    /// Two names that are one on a stick.
    StickNamesClash "stick-names-clash" Build ["path" "other"];
    /// A folder that is no stick but part of something else.
    StickNoPlace "stick-no-place" Build ["path"];
    /// A path that is too long for Windows.
    StickPathLong "stick-path-long" Build ["path" "count" "longest"];
    /// Something of somebody else where a copy is to be put.
    StickTaken "stick-taken" Build ["path"];
    /// The copy that hides nothing, on its way out of the house.
    StickWhole "stick-whole" Disagreement ["path" "profile"];
    /// A symbolic link.
    Symlink "symlink" Build ["path"];
    /// A row of a table with too few or too many cells.
    TableCells "table-cells" Build ["found" "expected"];
    /// A table whose head and delimiter row differ in their columns, so that it is none.
    TableColumns "table-columns" Build ["found" "expected"];
    /// A target date outside the fiscal year.
    TargetOutsideYear "target-outside-year" Inspection ["item" "respondent" "date" "year"];
    /// A target date that has passed without a second confirmation.
    TargetPassed "target-passed" Inspection ["item" "respondent" "date" "days"];
    /// A file of the template whose text, as the template brought it, is no longer among toji's records.
    TemplateBaseMissing "template-base-missing" Disagreement ["path"];
    /// A template past its last day.
    TemplateExpired "template-expired" Disagreement ["id" "version" "last"];
    /// A page of the template that the facility deleted.
    TemplatePageDeleted "template-page-deleted" Advice ["path" "id" "version" "year"];
    /// A place that both the facility and its template changed.
    TemplatePending "template-pending" Disagreement ["block" "path" "version" "since"];
    /// `.toji/template.toml` that cannot be read.
    TemplateStateBroken "template-state-broken" Disagreement ["reason"];
    /// An update of a folder that does not say which template it was made from.
    TemplateStateMissing "template-state-missing" Advice ["path"];
    /// A document that an update changed and nobody approved since.
    TemplateUnapproved "template-unapproved" Disagreement ["title" "path" "version" "since"];
    /// A text that is not the one that was approved.
    TextChanged "text-changed" Disagreement ["title" "date" "found"];
    /// An approval that does not say which text was approved.
    TextNotFixed "text-not-fixed" Advice ["title" "path"];
    /// A text with the numbers of another edition.
    TextOfOtherEdition "text-of-other-edition" Disagreement ["item" "found" "edition"];
    /// A theme that cannot be used.
    ThemeFailed "theme-failed" Build ["reason"];
    /// A file that holds no certificate that can be used.
    TlsBadCertificate "tls-bad-certificate" Build ["path"];
    /// A file that holds no private key that can be used.
    TlsBadKey "tls-bad-key" Build ["path"];
    /// A private key of another certificate.
    TlsMismatch "tls-mismatch" Build ["path" "cert"];
    /// A certificate or key that cannot be read.
    TlsUnreadable "tls-unreadable" Build ["path" "reason"];
    /// A mistake in TOML.
    TomlSyntax "toml-syntax" Build ["reason"];
    /// A form that was transcribed before its original came.
    TranscribedBeforeReceived "transcribed-before-received" Disagreement ["respondent" "received" "transcribed"];
    /// A vendor's form that does not name its original.
    TranscriptionWithoutOriginal "transcription-without-original" Advice ["vendor"];
    /// typst failed although everything was checked: a mistake of ours.
    TypstFailed "typst-failed" Build ["reason" "folder"];
    /// typst is not on the machine.
    TypstMissing "typst-missing" Build [];
    /// typst is there in a version that is not supported.
    TypstVersion "typst-version" Build ["found" "supported"];
    /// A file that was changed after the update that is to be undone.
    UndoFileChanged "undo-file-changed" Build ["path"];
    /// A `#heading` that the page does not have.
    UnknownAnchor "unknown-anchor" Build ["anchor" "page"];
    /// A BCP section that is not there.
    UnknownBcpSection "unknown-bcp-section" Build ["number"];
    /// A word in `[!...]` that marks nothing.
    UnknownCallout "unknown-callout" Build ["name"];
    /// A cell that names a row which that register does not have.
    UnknownCellRow "unknown-cell-row" Disagreement ["register" "row" "column" "id" "place"];
    /// A chapter that the guideline does not have.
    UnknownChapter "unknown-chapter" Build ["part" "number"];
    /// A cell with a word that its column does not know.
    UnknownChoice "unknown-choice" Disagreement ["register" "row" "column" "text" "expected"];
    /// A class that is not known.
    UnknownClass "unknown-class" Build ["name"];
    /// A clause that is not there.
    UnknownClause "unknown-clause" Build ["clause"];
    /// A column that the register does not have.
    UnknownColumn "unknown-column" Build ["name" "register"];
    /// A compliance item beyond the last one.
    UnknownComplianceItem "unknown-compliance-item" Build ["item" "section" "last"];
    /// An edition that toji has no data of.
    UnknownEdition "unknown-edition" Build ["name"];
    /// A file where toji reads none of its kind.
    UnknownFile "unknown-file" Advice ["path"];
    /// A footnote without a text.
    UnknownFootnote "unknown-footnote" Build ["label"];
    /// An item that the edition does not have.
    UnknownItem "unknown-item" Build ["item"];
    /// A key that nothing reads.
    UnknownKey "unknown-key" Build ["key"];
    /// A mask over a column that no register has.
    UnknownMask "unknown-mask" Build ["name"];
    /// A page that is not there.
    UnknownPage "unknown-page" Build ["name"];
    /// A part that the guideline does not have.
    UnknownPart "unknown-part" Build ["name"];
    /// A register that is not there.
    UnknownRegister "unknown-register" Build ["name" "known"];
    /// A row that no register has.
    UnknownRow "unknown-row" Build ["id"];
    /// A section that the (incomplete) outline does not list.
    UnknownSection "unknown-section" Advice ["part" "number"];
    /// A variable that has no value.
    UnknownVariable "unknown-variable" Build ["name"];
    /// A form of a vendor that the register does not list.
    UnknownVendor "unknown-vendor" Build ["name"];
    /// A visit that the register does not have.
    UnknownVisit "unknown-visit" Build ["name"];
    /// A part that an outline nobody has verified does not list.
    UnlistedPart "unlisted-part" Advice ["name"];
    /// A file that cannot be read.
    UnreadableFile "unreadable-file" Build ["path" "reason"];
    /// A drawing that runs something or fetches something.
    UnsafePicture "unsafe-picture" Build ["path" "found"];
    /// A `format` or version that this toji does not read.
    UnsupportedFormat "unsupported-format" Build ["found" "supported"];
    /// A file below `attachments/` that nothing links to.
    UnusedAttachment "unused-attachment" Advice ["path"];
    /// はい of the facility where a vendor says いいえ.
    VendorDisagrees "vendor-disagrees" Disagreement ["item" "vendor"];
    /// A vendor's form that was asked for and has not come.
    VendorFormAwaited "vendor-form-awaited" Inspection ["vendor" "date" "days"];
    /// A vendor's form that was not asked for.
    VendorFormNotAsked "vendor-form-not-asked" Inspection ["vendor"];
    /// A vendor's form that came and was not transcribed.
    VendorFormNotTranscribed "vendor-form-not-transcribed" Inspection ["vendor" "date" "path"];
    /// A vendor without the day of its contract.
    VendorWithoutContractDate "vendor-without-contract-date" Advice ["vendor"];
    /// Something that a profile withholds, in what was made for it.
    WithheldInOutput "withheld-in-output" Build ["files" "place" "start" "length"];
    /// A text that is longer than a cell of a workbook.
    WorkbookCellTooLong "workbook-cell-too-long" Advice ["register" "id" "name"];
    /// A cell of a workbook that holds neither a text nor a number nor a day.
    WorkbookCellUnclear "workbook-cell-unclear" Build ["cell" "name" "text"];
    /// A column of a sheet without a header.
    WorkbookColumnWithoutHeader "workbook-column-without-header" Build ["cell"];
    /// A cell that was changed in the workbook and in the folder.
    WorkbookConflict "workbook-conflict" Build ["cell" "id" "name" "folder" "workbook"];
    /// A day in a column of texts.
    WorkbookDayInText "workbook-day-in-text" Build ["cell" "name" "text"];
    /// A workbook that takes values from other files.
    WorkbookExternal "workbook-external" Build ["path" "part"];
    /// A formula that was saved without its value.
    WorkbookFormulaWithoutValue "workbook-formula-without-value" Build ["cell" "name" "text"];
    /// A workbook with a program in it.
    WorkbookMacro "workbook-macro" Build ["path" "part"];
    /// A cell that somebody merged with another.
    WorkbookMergedCell "workbook-merged-cell" Build ["cell" "name"];
    /// A column that the sheet no longer has.
    WorkbookMissingColumn "workbook-missing-column" Advice ["sheet" "name"];
    /// A register that the workbook no longer has.
    WorkbookMissingSheet "workbook-missing-sheet" Advice ["register"];
    /// A text or a number in a column of days.
    WorkbookNotADay "workbook-not-a-day" Build ["cell" "name" "text"];
    /// A number in a column of texts.
    WorkbookNumberInText "workbook-number-in-text" Build ["cell" "name" "text"];
    /// A file that is no workbook in the format that is read.
    WorkbookOtherFormat "workbook-other-format" Build ["path" "format"];
    /// A sheet of a register that cannot be changed cell by cell.
    WorkbookRegisterUnsound "workbook-register-unsound" Build ["register" "path"];
    /// A header that a sheet has twice.
    WorkbookRepeatedColumn "workbook-repeated-column" Build ["cell" "name"];
    /// An id that a sheet has twice.
    WorkbookRepeatedRow "workbook-repeated-row" Build ["cell" "id"];
    /// A row that was changed in the workbook and removed from the folder.
    WorkbookRowGone "workbook-row-gone" Build ["id" "register"];
    /// A row that was removed from the workbook and stays in the folder.
    WorkbookRowKept "workbook-row-kept" Build ["id" "register"];
    /// A row of a sheet without an id.
    WorkbookRowWithoutId "workbook-row-without-id" Build ["row"];
    /// A workbook that is too large once unpacked.
    WorkbookTooLarge "workbook-too-large" Build ["path" "limit"];
    /// A column of a sheet that the register does not have.
    WorkbookUnknownColumn "workbook-unknown-column" Build ["cell" "name" "register"];
    /// A sheet that is no register.
    WorkbookUnknownSheet "workbook-unknown-sheet" Build ["sheet"];
    /// A character that the register's encoding does not have.
    WorkbookUnwritable "workbook-unwritable" Build ["cell" "name" "character" "encoding"];
    /// A workbook that does not say what it was made from.
    WorkbookWithoutBase "workbook-without-base" Advice ["path"];
    /// A sheet without the column of ids.
    WorkbookWithoutIds "workbook-without-ids" Build ["sheet" "column"];
    /// A file or folder that cannot be written.
    WriteFailed "write-failed" Build ["path" "reason"];
    /// A form for another edition than the binder's.
    WrongEdition "wrong-edition" Inspection ["found" "edition"];
    /// A form for another kind of respondent.
    WrongFormKind "wrong-form-kind" Inspection ["found" "expected" "id"];
    /// A value of another type.
    WrongType "wrong-type" Build ["key" "found" "expected"];
    /// A fiscal year that the edition is not for.
    YearWithoutEdition "year-without-edition" Inspection ["edition" "year" "chosen"];
}
