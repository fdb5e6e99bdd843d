/*-------------------------------------------------------------------------
 *
 * documents.h
 *	  What the measurements of the aligner share: a host, stems, texts that
 *	  were read.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_DOCUMENTS_H
#define NP_DOCUMENTS_H

#include "align/align.h"

/* A host on malloc that aborts when there is no memory */
extern const NpHost host;

/* Snowball's English stems, remembered; and none */
extern const NpStemmer english;
extern const NpStemmer simple;

/* A document, its tokens and the code points its words span */
typedef struct Document
{
	const char *id;
	NpArticle	article;
	uint32_t   *starts;
	uint32_t   *ends;
} Document;

/* To be called first; folder has corpora/ and seeds/ */
extern void documents_begin(const char *folder);

/* A file of that folder, until the next call */
extern char *path_to(const char *file);

/* Milliseconds since some time */
extern double now(void);

extern NpText text_of(const char *body);

extern void read_document(Document *document, const char *id, const char *body,
						  const NpStemmer *stemmer);
extern void forget_document(Document *document);

#endif							/* NP_DOCUMENTS_H */
