/** A mistake in the call or in what it names: one line for a person, without a stack. */
export class CliError extends Error {}

export const FORMATS = ['fountain', 'fdx', 'pdf', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export const TIMINGS = ['pages', 'characters', 'elements'] as const;
export type Timing = (typeof TIMINGS)[number];

const HELP = `Usage: beatboard COMMAND [OPTIONS] ...

Screenplays in and out of files, and projects' folders, without a server.

Commands:
  convert INPUT OUTPUT   read a script in one format, write it in another
  scenes INPUT           list a script's scenes with page and length, as JSON
  verify PROJECT_FOLDER  check a project's pictures against their records

Options:
  --help                 this page; 'beatboard COMMAND --help' for a command's
  --version              print the version

Exit status: 0 when done, 1 when not.
`;

const OPTIONS = `  --from FORMAT    format of the input: fountain, fdx, json
  --paper PAPER    letter or a4. Without it: what the file asks for, else letter
  --strict         do nothing and exit with 1 if anything in the input is odd
  --help           this page`;

const CONVERT = `NAME
  beatboard convert - read a script in one format, write it in another

SYNOPSIS
  beatboard convert [OPTIONS] INPUT OUTPUT

DESCRIPTION
  INPUT and OUTPUT are files; their formats are told by their extensions:

    .fountain  Fountain 1.1 (also .spmd, .txt)
    .fdx       Final Draft, any version; written as Final Draft 12 reads it, or
               as the version that was read
    .pdf       printed pages, output only
    .json      {"titlePage": {KEY: [LINE, ...]},
                "elements": [{"type", "text", "number"?, "dual"?}, ...]}

  '-' as INPUT reads the standard input and needs --from; '-' as OUTPUT writes
  the standard output and needs --to.

  The input is UTF-8, UTF-16 or Latin-1. Whatever is odd in it is reported on
  the standard error as FILE:LINE: MESSAGE, and read all the same.

OPTIONS
${OPTIONS}
  --to FORMAT      format of the output: fountain, fdx, pdf, json
  --watermark TEXT large and grey across every page of a PDF

EXIT STATUS
  0  the output was written
  1  it was not: the call was wrong, the input could not be read, or --strict
     found something. Then OUTPUT is as it was before.

EXAMPLES
  beatboard convert draft.fountain draft.fdx
  beatboard convert --paper a4 draft.fdx draft.pdf
  beatboard convert --from fountain --to pdf - - < draft.fountain > draft.pdf

  In a Makefile:
    %.pdf: %.fountain ; npx beatboard convert --strict $< $@

SEE ALSO
  beatboard scenes --help
`;

const SCENES = `NAME
  beatboard scenes - list a script's scenes with page and length, as JSON

SYNOPSIS
  beatboard scenes [OPTIONS] INPUT

DESCRIPTION
  Prints an array with an object for each scene, in the order of the script:

    number   as printed: the heading's own, else its place counted from 1
    heading  its text, in capitals
    page     the page on which it begins
    eighths  its length in eighths of a page, as Final Draft counts them: 10 is
             1 2/8; at least 1
    seconds  its running time, by --timing

  INPUT is a file as for 'beatboard convert', or '-' for the standard input,
  which needs --from.

OPTIONS
${OPTIONS}
  --timing HOW     pages (a page is a minute; the default), characters (1350 a
                   minute) or elements (by what is seen and what is said)

EXIT STATUS
  0  the list was printed
  1  it was not: the call was wrong, the input could not be read, or --strict
     found something

EXAMPLES
  beatboard scenes draft.fdx
  beatboard scenes draft.fountain | jq 'map(.eighths) | add / 8'

SEE ALSO
  beatboard convert --help
`;

const VERIFY = `NAME
  beatboard verify - check a project's pictures against their records

SYNOPSIS
  beatboard verify [OPTIONS] PROJECT_FOLDER

DESCRIPTION
  PROJECT_FOLDER is what a project's export 'Everything as an open folder' gave:
  the zip, or the folder that it was unpacked to. Nothing is asked of a server.

  Each picture has a record of how it came to be, in provenance.json: what made
  it, of what, for whom. Each record names the hash of the one before. Checked
  are:

    records    each is as it was written, follows the one before, and none is
               missing between two, or was put in
    imports    a chain that begins with an import goes on from those that came
    pictures   each is, byte for byte, the one that its record tells of, and the
               project says no other thing of it

  Told on the standard error are the first break of each chain and each picture
  that is not as it should be, and what the folder lacks to be checked at all.

  Whoever makes the whole chain anew, all hashes with it, is not found out by
  this: keep the hash that is printed where nobody changes it, to compare.

OPTIONS
  --strict         exit with 1 also for what the folder lacks to be checked
  --help           this page

EXIT STATUS
  0  nothing contradicts the records
  1  something does, the call was wrong, or there is no such folder

EXAMPLES
  beatboard verify "The Tide Table folder.zip"
  unzip -d film "The Tide Table folder.zip" && beatboard verify film

SEE ALSO
  beatboard convert --help
`;

export const PAGES = { '': HELP, convert: CONVERT, scenes: SCENES, verify: VERIFY } as const;
