/*-------------------------------------------------------------------------
 *
 * boilerplate.h
 *	  Finding the entries of an article table that are boilerplate.
 *
 * boilerplate.c has the rules.  newsprint_boilerplate makes a print of what is
 * found, newsprint_boilerplate_report tells the words and the numbers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_BOILERPLATE_H
#define NP_BOILERPLATE_H

#include "pg/articles.h"
#include "pg/table_postings.h"
#include "pg/progress.h"

/* Arguments of both functions, in their order; the report has more */
enum
{
	NP_BOILERPLATE_ARTICLES,
	NP_BOILERPLATE_OUTLET_SHARE,
	NP_BOILERPLATE_OUTLET_ARTICLES,
	NP_BOILERPLATE_OUTLET_DAYS,
	NP_BOILERPLATE_OUTLET_SPAN,
	NP_BOILERPLATE_GLOBAL_OUTLETS,
	NP_BOILERPLATE_GLOBAL_ARTICLES,
	NP_BOILERPLATE_GLOBAL_SHARE,
	NP_BOILERPLATE_GLOBAL_SPAN,
	NP_BOILERPLATE_GLOBAL_WEEK_SHARE,
	NP_BOILERPLATE_SINCE,
	NP_BOILERPLATE_PRINT,
	NP_BOILERPLATE_PUBLISHED,
	NP_BOILERPLATE_OUTLET,
	NP_BOILERPLATE_ARGUMENTS
};

/* Taken off before a share is compared, as of the thresholds of queries */
#define NP_SHARE_SLACK	1e-9

/* Stands for the outlet of what is boilerplate everywhere */
#define NP_EVERYWHERE	PG_UINT32_MAX

/* An article that has an entry */
typedef struct NpUse
{
	uint32		outlet;
	int32		day;			/* from 2000-01-01, as dates are */
	uint32		article;
} NpUse;

/* An entry that is boilerplate of an outlet, or everywhere */
typedef struct NpBoilerplate
{
	uint64		hash;
	uint32		outlet;			/* or NP_EVERYWHERE */
	uint32		articles;		/* that have it there */
	uint32		days;			/* different ones */
	int32		first;
	int32		last;
	const NpUse *uses;			/* these articles; valid until the next entry */
} NpBoilerplate;

/* An article of the survey, all that is kept of it */
typedef struct NpSurveyed
{
	uint32		outlet;
	int32		day;
} NpSurveyed;

/* What only the report needs to know of an article */
typedef struct NpSurveyedId
{
	char	   *id;				/* as text, or NULL */
	TimestampTz published;
} NpSurveyedId;

typedef struct NpSurveyedOutlet
{
	char	   *name;
	uint32		articles;
} NpSurveyedOutlet;

/* What each rule asks at least; boilerplate.c tells them */
typedef struct NpRules
{
	double		outlet_share;
	uint32		outlet_articles;
	uint32		outlet_days;
	int64		outlet_span;	/* days */
	uint32		global_outlets;
	uint32		global_articles;
	double		global_share;
	int64		global_span;	/* days */
	double		global_week_share;
	/* from them and the number of articles: what each rule asks at least */
	double		outlet_least;
	double		global_least;
} NpRules;

/* A table that was read, and its entries sorted */
typedef struct NpSurvey
{
	MemoryContext context;		/* of all that is here */
	NpTable		table;
	NpArticleColumns columns;	/* checked; body for the report alone */
	bool		has_prints;
	NpParameters parameters;	/* of the prints, if any */
	uint32		narticles;		/* with a print, an outlet and a time */
	NpSurveyed *articles;
	NpSurveyedId *ids;			/* as many, or NULL */
	uint32		noutlets;
	NpSurveyedOutlet *outlets;
	NpRules    *rules;
	NpTablePostings *postings;
	uint64		nentries;		/* in all articles */
	uint64		nseen;			/* of them, for the progress */
	uint32		nlists;			/* read so far, for the progress */
	NpProgress	progress;
	/* of the list at hand */
	NpUse	   *uses;
	int32	   *days;
	uint32		room;			/* of both */
	NpBoilerplate *found;
	uint32		nfound;
	uint32		nreturned;
	uint32		found_room;
} NpSurvey;

/*
 * Reads the table that the call names in its first arguments (boilerplate.c
 * lists them).  SPI must be connected; what is returned lives in a context of
 * its own below parent.  With the names of columns for the report the ids are
 * kept, and the entries can be gone through twice.
 */
extern NpSurvey *np_survey(FunctionCallInfo fcinfo, const char *function,
						   MemoryContext parent, Name id, Name body);

/*
 * The next entry that is boilerplate, in ascending order of hashes; one that
 * is so of several outlets comes once for each.
 */
extern bool np_next_boilerplate(NpSurvey *survey, NpBoilerplate *boilerplate);

/* From the first one again */
extern void np_rewind_survey(NpSurvey *survey);

extern void np_end_survey(NpSurvey *survey);

/* The name argument n of the call; ERROR (null_value_not_allowed) for NULL */
extern Name np_survey_name(FunctionCallInfo fcinfo, int n, const char *name);

#endif							/* NP_BOILERPLATE_H */
