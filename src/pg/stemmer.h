/*-------------------------------------------------------------------------
 *
 * stemmer.h
 *	  Stems of words by a text search configuration.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_STEMMER_H
#define NP_STEMMER_H

#include "pg/newsprint.h"

#include "align/align.h"

/*
 * A stemmer for a text search configuration (pg_ts_config.oid), valid within
 * the current memory context.  Texts given to it are those of np_source_text.
 */
extern NpStemmer np_stemmer(Oid config);

#endif							/* NP_STEMMER_H */
