/*-------------------------------------------------------------------------
 *
 * speech_fr.c
 *	  French around quotations (see speech.h).
 *
 *-------------------------------------------------------------------------
 */
#include "text/speech.h"

static const NpSpeechWords lists[] = {
	{NP_SAYS,
		"dit disait disent declare declarait declarent affirme affirmait affirment "
		"explique expliquait expliquent ajoute ajoutait ajoutent assure assurait "
		"assurent estime estimait estiment indique indiquait indiquent precise "
		"precisait precisent souligne soulignait soulignent annonce annoncait "
		"annoncent raconte racontait racontent repond repondait repondu demande "
		"demandait ecrit ecrivait ecrivent confie confiait confient rappelle "
		"rappelait denonce denoncait denoncent juge jugeait jugent lance lancait "
		"insiste insistait insistent martele martelait soutient soutenait soutenu "
		"reconnait reconnaissait reconnu admet admis avoue avouait conclut concluait "
		"conclu commente commentait observe note notait notent regrette regrettait "
		"regrettent avertit averti previent prevenu promet promis jure plaide "
		"plaidait poursuit poursuivait poursuivi reprend repris resume resumait "
		"retorque retorquait replique repliquait rapporte rapportent tweete "
		"temoigne temoignait temoignent deplore deplorait accuse accusait "
		"argue arguait clame clamait constate constatait evoque evoquait "
		"fait savoir pretend pretendait sexclame sest "
		"detaille detaillait nuance revele revelait salue saluait "
		"sinquiete sinterroge selon"
	},
	{NP_SAYS | NP_NONFINITE,
		"disant affirmant expliquant ajoutant declarant assurant precisant "
		"soulignant estimant rappelant dire declarer affirmer expliquer ajouter"
	},
	{NP_MAY_BE_NOUN, "demande annonce note juge lance accuse fait selon"},
	{NP_JUDGES,
		"qualifie qualifiait qualifient decrit decrivait parle parlait parlent "
		"croit croyait espere esperait pense pensait veut voulait appelle appelait "
		"traite considere considerait critique critiquait condamne condamnait"
	},
	{NP_PERSON,
		"president presidente ministre ministres premier depute deputee deputes "
		"senateur senatrice maire porte parole directeur directrice chef "
		"patron patronne avocat avocate avocats juge procureur procureure magistrat "
		"policier policiers gendarme expert experte experts chercheur chercheuse "
		"chercheurs professeur professeure enseignant enseignante medecin medecins "
		"infirmiere syndicaliste militant militante militants temoin temoins habitant "
		"habitante habitants homme femme garcon fille pere mere fils frere soeur ami "
		"amie amis voisin voisine voisins journaliste journalistes ecrivain auteur "
		"autrice historien historienne economiste economistes candidat candidate "
		"secretaire general generale colonel commandant ambassadeur ambassadrice "
		"diplomate diplomates responsable responsables entraineur joueur joueuse "
		"etudiant etudiante etudiants ouvrier patronat elu elue elus analyste "
		"analystes eleve eleves pdg chancelier chanceliere"
	},
	{NP_PERSON | NP_MALE, "homme garcon pere fils frere president directeur avocat"},
	{NP_PERSON | NP_FEMALE, "femme fille mere soeur presidente directrice avocate"},
	{NP_DOCUMENT,
		"communique rapport lettre etude sondage document article journal texte "
		"declaration enquete quotidien magazine"
	},
	{NP_GROUP,
		"gouvernement ministere parti police justice parquet tribunal entreprise "
		"groupe societe association syndicat commission parlement assemblee senat "
		"universite institut organisation agence elysee matignon opposition "
		"prefecture mairie armee otan union"
	},
	{NP_TITLE_WORD, "m mme mlle monsieur madame dr me"},
	{NP_MALE, "m monsieur"},
	{NP_FEMALE, "mme mlle madame"},
	{NP_DETERMINER,
		"le la les l un une des du ce cet cette ces chaque plusieurs tous toutes au aux"
	},
	{NP_OWNER | NP_DETERMINER, "son sa ses leur leurs notre nos mon ma mes votre vos"},
	{NP_PREPOSITION,
		"de du des d en dans a au aux par pour sur avec sans sous chez vers entre "
		"depuis pendant avant apres contre lors malgre devant derriere des"
	},
	{NP_JOINS, "de du des d en a au aux"},
	{NP_BY, "par"},
	{NP_AS, "comme"},
	{NP_AUXILIARY,
		"a ont avait avaient aura est sont etait etaient sera t ne pas peut "
		"pouvait doit devait va vont se s"
	},
	{NP_BE, "est sont etait etaient sera ete"},
	{NP_ADVERB,
		"aussi encore deja alors puis ensuite toutefois cependant egalement "
		"enfin notamment ainsi plus tard hier bien meme toujours"
	},
	{NP_TIME,
		"lundi mardi mercredi jeudi vendredi samedi dimanche hier demain "
		"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre "
		"decembre matin soir semaine mois annee an ans jour dernier derniere"
	},
	{NP_AND, "et ou mais"},
	{NP_SUBORDINATE, "que qu quand lorsque si parce car puisque tandis alors comme ou quoi"},
	{NP_SUBORDINATE | NP_HE, "quil"},
	{NP_SUBORDINATE | NP_SHE, "quelle"},
	{NP_SUBORDINATE | NP_THEY, "quils quelles"},
	{NP_RELATIVE, "qui lequel laquelle"},
	{NP_HE, "il"},
	{NP_SHE, "elle"},
	{NP_THEY, "ils elles"},
	{NP_I, "je nous vous on tu"},
	{NP_ACCORDING, "selon dapres"},
	{NP_SOMEBODY, "certains certaines beaucoup plusieurs autres"},
	{NP_NAME_PART, "de du la le van von ben el"},
	{NP_VERB,
		"prend prenait met mettait vient venait voit voyait fait faisait reste "
		"restait devient devenu donne donnait trouve trouvait arrive"
	},
	{NP_FIRST_NAME | NP_MALE,
		"jean pierre michel philippe alain nicolas francois emmanuel jacques bernard "
		"laurent christophe olivier eric stephane david daniel marc paul louis henri "
		"gerard patrick thierry bruno antoine julien thomas edouard gerald xavier "
		"yannick fabien vincent mathieu guillaume arnaud sebastien frederic luc"
	},
	{NP_FIRST_NAME | NP_FEMALE,
		"marie anne sophie isabelle catherine nathalie christine valerie sandrine "
		"francoise monique martine florence elisabeth segolene marine najat claire "
		"julie camille laure celine aurelie cecile helene juliette rachida emilie"
	},
	{0, NULL}
};

const NpSpeech np_speech_fr = {"fr", lists, "ment", NULL, NULL, false, true, false};
