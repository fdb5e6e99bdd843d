# newsprint: a PostgreSQL extension on PGXS and ICU.
#
#   make                 builds it                  (PG_CONFIG=..., CC=clang)
#   make install         installs it into that PostgreSQL
#   make demo            the sample story           (ARTICLES=folder, DEMO_HTML=file)
#   make test            everything, on a private copy of the server
#   make check-unit      the C unit tests alone     (UNIT="test_words ...")
#   make regress         the SQL tests alone        (REGRESS="text ...", ACCEPT=1)
#   make check-isolation the concurrency tests      (ISOLATION="...")
#   make check-tap       the TAP tests              (TAP="001_release ...")
#   make bench           the measurements           (BENCH="...")
#   make fuzz            the fuzzers, a minute each (FUZZ="..." FUZZ_SECONDS=...)
#   make sanitize        the C unit tests and the fuzzers' stored inputs with
#                        ASan and UBSan           (UNIT="..." FUZZ="...")
#   make tidy            clang-tidy over the sources (CLANG_TIDY=clang-tidy-14)
#   make valgrind        the SQL tests on a server under valgrind (REGRESS="...")
#   make matrix          make test on PostgreSQL 17 and 18, as root (MATRIX="18")
#   make dist            the release, newsprint-VERSION.zip, of what is committed
#   make psql            psql on a private server with the extension
#                        (ARTICLES=folder is loaded there, and traced)
#   make indent          formats the sources; check-indent only looks
#   make fold-table      computes src/text/fold_table.c anew from ICU
#   make reference       writes docs/reference.md anew from the SQL comments
#   make pictures        draws docs/pictures anew, from docs/concepts.md
#
# demo, test and bench install what the machine lacks when run as root, and
# name it otherwise; they leave the machine's own PostgreSQL alone.

EXTENSION = newsprint
MODULE_big = newsprint
PGFILEDESC = "newsprint - fingerprints of news articles"

here := $(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST))))

# The rooms, in the order the data takes.  The first three know no server.
TEXT_OBJS = src/text/abbreviations.o src/text/characters.o \
	src/text/dialogue.o src/text/entities.o src/text/fold_table.o \
	src/text/form.o src/text/function_words.o src/text/gap.o \
	src/text/hard_wrap.o src/text/layout.o src/text/marks.o src/text/names.o \
	src/text/phrases.o src/text/pronouns.o src/text/prose.o \
	src/text/punctuation.o src/text/quotations.o src/text/sentence_end.o \
	src/text/speaker_rules.o src/text/speakers.o src/text/speech.o \
	src/text/speech_de.o src/text/speech_en.o src/text/speech_es.o \
	src/text/speech_form.o src/text/speech_fr.o src/text/speech_ru.o \
	src/text/subjects.o src/text/typography.o src/text/words.o \
	src/text/words_fast.o
PRINT_OBJS = src/print/chains.o src/print/fingerprint.o src/print/ignored.o \
	src/print/leaf.o src/print/print.o src/print/quote_form.o \
	src/print/quote_keys.o src/print/sets.o src/print/sort.o \
	src/print/stored_query.o src/print/text_form.o
ALIGN_OBJS = src/align/align.o src/align/arena.o src/align/article.o \
	src/align/clusters.o src/align/comparison.o src/align/degree.o \
	src/align/edges.o src/align/edits.o src/align/evidence.o \
	src/align/highlight.o src/align/kinds.o src/align/longest_run.o \
	src/align/pair.o src/align/points.o src/align/quote_diff.o \
	src/align/quote_links.o src/align/quote_match.o src/align/refine.o \
	src/align/reprinted.o src/align/runs.o src/align/summaries.o
PG_OBJS = src/pg/aggregates.o src/pg/articles.o src/pg/boilerplate.o \
	src/pg/boilerplate_report.o src/pg/boilerplate_survey.o src/pg/check.o \
	src/pg/commit.o src/pg/compare.o src/pg/components.o src/pg/degree.o \
	src/pg/disguises.o src/pg/entries.o src/pg/find_quote.o src/pg/gin.o \
	src/pg/highlight.o src/pg/highlight_html.o src/pg/highlight_text.o \
	src/pg/host.o src/pg/look_alikes.o src/pg/measures.o src/pg/mentions.o \
	src/pg/mixed_words.o src/pg/pairs.o src/pg/passages.o src/pg/postings.o \
	src/pg/predicates.o src/pg/progress.o src/pg/query.o src/pg/query_io.o \
	src/pg/quotes.o src/pg/rows.o src/pg/search.o src/pg/search_candidates.o \
	src/pg/search_rank.o src/pg/search_table.o src/pg/search_text.o \
	src/pg/selectivity.o src/pg/sentences_icu.o src/pg/set_operations.o \
	src/pg/stemmer.o src/pg/support.o src/pg/table_index.o \
	src/pg/table_postings.o src/pg/tables.o src/pg/taken.o src/pg/text.o \
	src/pg/text_form.o src/pg/text_functions.o src/pg/typanalyze.o \
	src/pg/type.o src/pg/version.o
INDEX_OBJS = src/pg/index/build.o src/pg/index/change.o src/pg/index/check.o \
	src/pg/index/cost.o src/pg/index/handler.o src/pg/index/insert.o \
	src/pg/index/lists.o src/pg/index/pages.o src/pg/index/pending.o \
	src/pg/index/pending_sort.o src/pg/index/scan.o src/pg/index/search.o \
	src/pg/index/segment_read.o src/pg/index/segment_write.o \
	src/pg/index/stats.o src/pg/index/vacuum.o

PLAIN_OBJS = $(TEXT_OBJS) $(PRINT_OBJS) $(ALIGN_OBJS)
OBJS = $(PLAIN_OBJS) $(PG_OBJS) $(INDEX_OBJS)

# META.json is the one source of the version.
EXTVERSION := $(shell sed -n 's/^ *"version": *"\(.*\)".*/\1/p' '$(here)/META.json' | head -n 1)

DATA = $(patsubst $(here)/%,%,$(wildcard $(here)/sql/newsprint--*.sql))

# For "make installcheck" against a running server; "make test" does the same
# on a private one.  PGXS would run all SQL tests in one database.
NO_INSTALLCHECK = 1
REGRESS = $(sort $(basename $(notdir $(wildcard $(here)/test/sql/*.sql))))
REGRESS_OPTS = --inputdir=$(srcdir)/test --encoding=UTF8
ISOLATION = $(sort $(basename $(notdir $(wildcard $(here)/test/specs/*.spec))))
ISOLATION_OPTS = --inputdir=$(srcdir)/test --outputdir=.
TAP_TESTS = 1
PROVE_TESTS = test/t/*.pl

UNIT_PROGRAMS = $(patsubst $(here)/test/unit/%.c,build/unit/%,$(wildcard $(here)/test/unit/test_*.c))
BENCH_PROGRAMS = $(patsubst $(here)/bench/%.c,build/bench/%,$(wildcard $(here)/bench/bench_*.c))
# has Snowball by itself, where the server's is not at hand
ifeq ($(wildcard /usr/include/libstemmer.h /usr/local/include/libstemmer.h),)
BENCH_PROGRAMS := $(filter-out %/bench_align %/bench_passages,$(BENCH_PROGRAMS))
endif

EXTRA_CLEAN = build tools/make_fold_table $(OBJS:.o=.d) results \
	regression.diffs regression.out output_iso tmp_check tmp_check_iso

# -isystem: the server's headers are not held to our warnings.
PG_CPPFLAGS = -I$(here)/src -isystem $(includedir_server)
SHLIB_LINK = $(NP_ICU_LIBS)

PG_CONFIG = pg_config
export PG_CONFIG
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

# libpq-dev alone brings a pg_config that names a PGXS which is not there.
ifeq ($(wildcard $(PGXS)),)

all install installcheck uninstall check-unit sanitize unit-programs fold-table:
	@bash $(here)/tools/setup.sh --name

clean distclean:
	rm -rf $(EXTRA_CLEAN) $(OBJS) $(OBJS:.o=.bc) newsprint.so

.PHONY: all install installcheck uninstall check-unit sanitize unit-programs fold-table clean distclean

else

# Bitcode is for servers with JIT; it needs the clang that they were built
# with, which is often not installed.  (override: Makefile.global sets it.)
np_clang := $(shell sed -n 's/^CLANG *= *//p' '$(dir $(PGXS))../Makefile.global')
ifeq ($(shell command -v '$(np_clang)' 2>/dev/null),)
override with_llvm := no
endif

include $(PGXS)

# ICU as the server has it; else the system's.
ifeq ($(strip $(ICU_LIBS)),)
NP_ICU_LIBS := $(shell pkg-config --libs icu-i18n icu-uc 2>/dev/null)
NP_ICU_CFLAGS := $(shell pkg-config --cflags icu-uc 2>/dev/null)
ifeq ($(NP_ICU_LIBS),)
$(error This PostgreSQL was built without ICU, and pkg-config finds no icu-uc and icu-i18n; install ICU with its headers (Debian: libicu-dev pkg-config))
endif
else
NP_ICU_LIBS = $(ICU_LIBS)
NP_ICU_CFLAGS = $(ICU_CFLAGS)
endif

override CPPFLAGS += $(NP_ICU_CFLAGS) '-DNEWSPRINT_VERSION="$(EXTVERSION)"'

override CFLAGS += -Wextra -fvisibility=hidden -MMD -MP
ifneq ($(findstring clang,$(shell $(CC) --version 2>/dev/null)),)
# PostgreSQL's flags were found for the compiler it was built with.
override CFLAGS := $(filter-out -fexcess-precision=standard -Wimplicit-fallthrough=% -Wno-format-truncation -Wno-stringop-truncation,$(CFLAGS)) \
	-Wno-unknown-warning-option -Wno-unused-command-line-argument
endif
ifneq ($(filter true 1,$(CI) $(WERROR)),)
override CFLAGS += -Werror
endif

# A header that changes rebuilds what includes it (many servers are built
# without --enable-depend, so this is ours), and so does another compiler,
# other flags, or another server.  (The objects' folders are missing where
# the tree is built from another one, by VPATH.)
-include $(OBJS:.o=.d) $(addsuffix .d,$(UNIT_PROGRAMS) $(BENCH_PROGRAMS))

build/flags: FORCE
	@mkdir -p build $(sort $(dir $(OBJS)))
	@echo '$(CC) $(filter-out -Werror,$(CFLAGS)) $(VERSION)' | cmp -s - build/flags \
		|| echo '$(CC) $(filter-out -Werror,$(CFLAGS)) $(VERSION)' > build/flags
$(OBJS): build/flags

$(foreach o,$(OBJS),$(eval $(o:.o=.bc): $(o)))

installcheck:
	for test in $(REGRESS); do $(pg_regress_installcheck) $(REGRESS_OPTS) $$test || exit 1; done
ifneq ($(strip $(ISOLATION)),)
	$(pg_isolation_regress_installcheck) $(ISOLATION_OPTS) $(ISOLATION)
endif
ifneq ($(strip $(TAP_TESTS)),)
	$(prove_installcheck)
endif

# Programs on the plain rooms alone, without a server.  A library, so that a
# program brings in only what it uses.
build/libplain.a: $(PLAIN_OBJS)
	@rm -f $@
	$(AR) rcs $@ $^

NP_PROGRAM = @mkdir -p $(@D); set -x; $(CC) $(CFLAGS) $(CPPFLAGS) $< $(NP_PROGRAM_SOURCES) build/libplain.a -o $@ $(NP_PROGRAM_LIBS) $(NP_ICU_LIBS) -lm

build/unit/%: $(here)/test/unit/%.c build/libplain.a build/flags
	$(NP_PROGRAM)

build/bench/%: $(here)/bench/%.c build/libplain.a build/flags
	$(NP_PROGRAM)

ALIGN_BENCHES = build/bench/bench_align build/bench/bench_passages
ALIGN_BENCH_SOURCES = $(here)/bench/documents.c $(here)/bench/pan.c
$(ALIGN_BENCHES): $(ALIGN_BENCH_SOURCES) $(here)/bench/documents.h $(here)/bench/pan.h
$(ALIGN_BENCHES): private NP_PROGRAM_SOURCES = $(ALIGN_BENCH_SOURCES)
$(ALIGN_BENCHES): private NP_PROGRAM_LIBS = -lstemmer

CORPUS_SOURCES = $(patsubst %,$(here)/bench/corpus_%.c,chance files markov natural queries truth words)
build/bench/make_corpus: $(CORPUS_SOURCES) $(here)/bench/corpus.h
build/bench/make_corpus: private NP_PROGRAM_SOURCES = $(CORPUS_SOURCES)

build/bench/time_queries: private NP_PROGRAM_LIBS = -I$(includedir) -L$(libdir) -lpq

unit-programs: $(UNIT_PROGRAMS)
bench-programs: $(BENCH_PROGRAMS)

# Programs that look at every access: ASan and UBSan
NP_SANITIZE = -g -O2 -std=gnu99 -Wall -Wextra -I$(here)/src -MMD -MP \
	-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# Fuzzers (clang's libFuzzer): make fuzz [FUZZ="fuzz_print ..."] [FUZZ_SECONDS=60]
FUZZ = $(sort $(basename $(notdir $(wildcard $(here)/test/fuzz/fuzz_*.c))))
FUZZ_SECONDS = 60

build/fuzz/src/%.o: $(here)/src/%.c
	@mkdir -p $(@D)
	clang $(NP_SANITIZE) -fsanitize=fuzzer-no-link -c $< -o $@

build/fuzz/libplain.a: $(PLAIN_OBJS:%=build/fuzz/%)
	@rm -f $@
	$(AR) rcs $@ $^

build/fuzz/%: $(here)/test/fuzz/%.c build/fuzz/libplain.a
	clang $(NP_SANITIZE) $(NP_ICU_CFLAGS) -fsanitize=fuzzer $< build/fuzz/libplain.a -o $@ $(NP_ICU_LIBS)

ifeq ($(shell command -v clang 2>/dev/null),)
fuzz:
	@echo "fuzz: skipped, for want of clang"
else
fuzz: $(FUZZ:%=build/fuzz/%)
	@for fuzzer in $(FUZZ); do \
		case $$fuzzer in fuzz_forms | fuzz_print) dict=forms ;; *) dict=text ;; esac; \
		mkdir -p build/fuzz/corpus_$$fuzzer; \
		build/fuzz/$$fuzzer -max_total_time=$(FUZZ_SECONDS) -timeout=20 -print_final_stats=1 \
			-artifact_prefix=build/fuzz/$$fuzzer- -dict=$(here)/test/fuzz/$$dict.dict \
			build/fuzz/corpus_$$fuzzer $(here)/test/fuzz/seeds/$$fuzzer || exit 1; \
	done
endif

# The unit tests and the fuzzers' stored inputs: make sanitize

build/sanitize/src/%.o: $(here)/src/%.c build/flags
	@mkdir -p $(@D)
	$(CC) $(NP_SANITIZE) -c $< -o $@

build/sanitize/libplain.a: $(PLAIN_OBJS:%=build/sanitize/%)
	@rm -f $@
	$(AR) rcs $@ $^

build/sanitize/test_%: $(here)/test/unit/test_%.c build/sanitize/libplain.a
	$(CC) $(NP_SANITIZE) $(NP_ICU_CFLAGS) $< build/sanitize/libplain.a -o $@ $(NP_ICU_LIBS) -lm

build/sanitize/fuzz_%: $(here)/test/fuzz/fuzz_%.c $(here)/test/fuzz/inputs.c build/sanitize/libplain.a
	$(CC) $(NP_SANITIZE) $(NP_ICU_CFLAGS) $< $(here)/test/fuzz/inputs.c build/sanitize/libplain.a -o $@ $(NP_ICU_LIBS) -lm

-include $(wildcard build/fuzz/src/*/*.d build/fuzz/*.d build/sanitize/src/*/*.d build/sanitize/*.d)

# The generator of the frozen table runs by itself: it must not need the
# table that it writes.
tools/make_fold_table: $(here)/tools/make_fold_table.c $(wildcard $(here)/src/text/*.h)
	$(CC) $(filter-out -MMD -MP,$(CFLAGS)) $(CPPFLAGS) $< -o $@ $(NP_ICU_LIBS)

fold-table: tools/make_fold_table
	@mkdir -p build
	tools/make_fold_table > build/fold_table.c
	mv build/fold_table.c $(here)/src/text/fold_table.c

check-unit:
	+@bash $(here)/tools/run_tests.sh unit
sanitize:
	+@bash $(here)/tools/run_tests.sh sanitize

# Static analysis (.clang-tidy); nothing is said where all is well.
CLANG_TIDY = clang-tidy

tidy:
	@if ! command -v $(CLANG_TIDY) >/dev/null 2>&1; then echo "tidy: skipped, for want of $(CLANG_TIDY)"; exit 0; fi; \
	printf '$(here)/%s\n' $(OBJS:.o=.c) | xargs -n 4 -P "$$(nproc)" sh -c \
		'$(CLANG_TIDY) --quiet "$$@" -- -std=gnu99 -D_GNU_SOURCE $(PG_CPPFLAGS) $(NP_ICU_CFLAGS) -DNEWSPRINT_VERSION="\"$(EXTVERSION)\"" 2>/dev/null' tidy

FORCE:
.PHONY: FORCE installcheck unit-programs bench-programs fold-table fuzz tidy check-unit sanitize

endif

# These find out themselves what is missing.  (+: they call make.  Nothing but
# the command: a signal to make must reach the script, not a shell around it.)
test:
	+@bash $(here)/tools/run_tests.sh
regress check-isolation check-tap:
	+@bash $(here)/tools/run_tests.sh $(@:check-%=%)
demo:
	+@bash $(here)/demo/run.sh
bench:
	+@bash $(here)/bench/run.sh
valgrind:
	+@bash $(here)/tools/valgrind.sh
matrix:
	@bash $(here)/tools/matrix.sh
psql:
	+@bash $(here)/$(if $(ARTICLES),demo/run.sh,tools/server.sh) psql
reference:
	+@mkdir -p build && bash $(here)/tools/server.sh psql -q -f $(here)/tools/reference.sql > build/reference.md && mv build/reference.md $(here)/docs/reference.md
pictures:
	+@bash $(here)/tools/server.sh run perl $(here)/tools/pictures.pl $(here)/docs/pictures
dist:
	git -C $(here) archive --format=zip --prefix=newsprint-$(EXTVERSION)/ -o '$(CURDIR)/newsprint-$(EXTVERSION).zip' HEAD
indent:
	@bash $(here)/tools/indent.sh
check-indent:
	@bash $(here)/tools/indent.sh --check

.PHONY: test regress check-isolation check-tap demo bench valgrind matrix psql reference pictures dist indent check-indent
