### The interface in French.

day_in_year =
    { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
day_of_year =
    { $day ->
        [1] 1er
       *[other] { $day }
    } { $month }
month = { $month } { $year }

strengths =
    .denies = Démenti par
    .rejects = Rejeté par
    .doubts = Mis en doute par
    .may-concern = Concerne peut-être ceci, selon
    .conflicting-number = Autre chiffre, selon
    .conflicting-date = Autre date, selon
against =
    .denies = Contredit
    .rejects = Contredit
    .doubts = Met en doute
    .may-concern = Contredit peut-être
    .conflicting-number = Autre chiffre que
    .conflicting-date = Autre date que
commands =
    .ask = Poser une question aux articles
    .disputes = Les affirmations et leurs démentis, côte à côte
    .timeline = Ce qui s'est passé, dans l'ordre ; ajoutez des mots pour préciser
    .who = Tout ce que dit quelqu'un : /who NOM
    .sources = La liste des articles consultés
    .export = Le registre des affirmations, en fichier
    .proof = En réponse à une réponse : un fichier qui prouve ses citations
    .language = Choisir la langue dans laquelle je parle
    .privacy = Ce que je garde de vous
    .forget = Oublier ce que je garde de vous
    .help = Comment demander, et ce que je ne fais pas
short_description = Demandez qui a livré quoi, quand, et qui le conteste. Je ne réponds que par citations.
description = Demandez-moi qui a livré quoi, quand, et qui le conteste. Je cherche dans une collection d'articles de presse et réponds avec leurs propres mots : des phrases entières, qui les dit, quand, et qui dit le contraire. Je n'écris jamais de réponse moi-même ; là où les articles se taisent, je le dis.
help =
    Posez votre question avec vos mots, en français ou en anglais. Je réponds avec des phrases des articles, mot pour mot, et je dis qui les dit, quand, et qui les conteste.

    Par exemple :
    Qui a livré les hélicoptères ?
    Qui le conteste ?
    Quand le retrait doit-il être achevé ?

    /ask QUESTION – demander, aussi dans un groupe
    /disputes – les affirmations et leurs démentis
    /timeline MOTS – ce qui s'est passé, dans l'ordre
    /who NOM – tout ce que dit quelqu'un
    /sources MOTS – les articles consultés
    /export – qui a dit quoi, en fichier
    /proof – en réponse à une réponse : un fichier qui prouve ses citations
    /language – la langue dans laquelle je parle
    /privacy – ce que je garde de vous
    /forget – l'oublier

    Dans une question, de:reuters, depuis:2022-04 et avant:2022-05-01 limitent les articles.

    Pour mon propriétaire et les admins : répondez par /add à une publication, un fichier ou un lien, et je l'ajoute aux articles. Un fichier qu'on m'envoie, ou une publication qu'on me transfère, porte un bouton pour cela. /remove, en réponse à une citation ou avec le nom d'un article, le retire. /invite, /members, /revoke, et /allow dans un groupe décident qui peut m'interroger ; /stats dit ce qu'on demande.

    « En contexte » montre les paragraphes autour d'une citation, « Suite » les citations suivantes.

    Ce que je ne fais pas : résumer, juger qui a raison, ou dire ce qu'aucun article ne dit.
start = Bonjour !{ " " }
privacy =
    Ce que je garde de vous :

    • Ce que vous écrivez, sur disque jusqu'à la réponse, un jour au plus ; puis tout est effacé, texte compris. Que cela est arrivé reste noté deux jours par un numéro, pour que rien ne reçoive deux réponses.
    • Vos dernières questions, en mémoire seulement et jusqu'à une demi-heure de silence, pour que « Qui le conteste ? » soit compris.
    • Votre numéro dans Telegram, avec la langue que vous avez choisie et ce que la personne qui gère ce bot vous permet.
    • Lequel de mes messages répond auquel des vôtres, par leurs numéros.
    • Les citations que vous avez jugées, chacune avec votre question, 400 jours au plus.
    • Les articles que vous avez envoyés pour être ajoutés, tant que j'attends votre réponse, deux jours au plus.
    • Les questions restées sans réponse, sans dire qui les a posées, jusqu'à six mois après la dernière fois ; mon propriétaire et les admins peuvent les lire.

    Mon journal ne contient rien de ce que vous écrivez. Ce qui figure dans cette conversation est gardé par Telegram.

    /forget efface dès maintenant vos questions, vos avis, votre langue et ce qui attend d'être ajouté ; mais pas les questions sans réponse, car rien ne dit de qui elles sont.
forgotten = Oublié : vos questions, vos avis et la langue que vous aviez choisie. Ce qui figure dans cette conversation est gardé par Telegram ; vous pouvez l'effacer ici.
which_language = Dans quelle langue dois-je vous parler ? Les citations restent dans la langue de leur article.
as_in_telegram = Comme dans mon Telegram
language_chosen = Désormais, je parle français.
how_to_ask = Écrivez votre question après la commande, par exemple : /ask Qui a livré les hélicoptères ?
how_to_name = Écrivez un nom après la commande, par exemple : /who Africa Intelligence
text_only = Je ne lis que du texte. Tapez votre question, s'il vous plaît.
not_for_you = Je ne réponds qu'aux personnes que je connais. Votre numéro est { $number } : donnez-le à qui gère ce bot.
not_for_you_here = Je ne réponds qu'aux personnes que je connais.
slow_down = Trop à la fois : réessayez dans { $seconds } s.
admin_commands =
    .invite = Un code qui admet une personne : /invite, ou /invite admin
    .add = Ajouter une publication, un fichier ou un lien : répondez-y par /add
    .remove = Retirer un article : en réponse à une citation, ou /remove NOM
    .members = Qui peut m'interroger
    .allow = Dans un groupe : que chacun puisse m'y interroger
    .revoke = Retirer un rôle : /revoke NUMÉRO
    .stats = Ce qui est demandé, et ce que l'on pense des réponses
ranks =
    .owner = propriétaire
    .admin = admin
    .member = membre
    .chat = groupe
welcome =
    .member = Bienvenue ! Désormais, je vous réponds, ici et dans les groupes.
    .admin = Bienvenue ! Désormais, je vous réponds, ici et dans les groupes, et vous décidez avec le propriétaire qui peut m'interroger : /invite, /members, /allow dans un groupe, /revoke.
only_admins = Seuls mon propriétaire et les admins peuvent faire cela.
only_owner = Seul mon propriétaire décide qui est admin.
owner_stays = C'est mon propriétaire : le réglage SAIDWHO_OWNER dit qui il est.
in_private = Écrivez-moi cela dans notre conversation privée : tout le monde n'a pas à le lire.
in_a_group = Écrivez cela dans le groupe où je dois répondre.
how_to_invite = Écrivez /invite pour un membre, ou /invite admin pour un admin.
invited =
    Une invitation comme { $rank }, valable pour une personne et pendant 24 heures. Transmettez ce lien :
    { $link }
    ou faites-moi envoyer le code : { $code }
accepted = { $name } ({ $number }) a accepté votre invitation, comme { $rank }. Si vous ne connaissez pas cette personne : /revoke { $number }
invitation_withdrawn = Plus personne ne peut accepter cette invitation.
no_invitation = Cette invitation a déjà été acceptée, ou est trop ancienne : /members nomme qui peut.
chat_allowed = Désormais, chacun dans ce groupe peut m'interroger ici. /revoke y met fin.
how_to_revoke = /revoke NUMÉRO retire un rôle ; dans un groupe aussi en réponse à quelqu'un, et seul pour le groupe lui-même ; /revoke CODE retire une invitation.
revoked = { $number } n'a plus de rôle.
nobody_revoked = { $number } n'a pas de rôle à retirer.
question_gone = Je ne vois plus la question ; posez-la de nouveau, s'il vous plaît.
button_unknown = Ce bouton m'est inconnu ; posez de nouveau votre question, s'il vous plaît.
article_changed = L'article a changé ou n'est plus là ; demandez de nouveau, s'il vous plaît.
no_more = Il n'y a pas d'autres citations.
no_more_articles = Il n'y a pas d'autres articles.
went_wrong = Désolé, quelque chose s'est mal passé de mon côté ; votre question n'y est pour rien. Demandez de nouveau, ou signalez l'incident { $incident }.
too_large = Le registre est trop grand pour Telegram ; `saidwho export` l'écrit dans un terminal.
sides_gone = Personne dans les articles ne conteste ceci.
article =
    { $number ->
        [one] { $number } article
       *[other] { $number } articles
    }
passage =
    { $number ->
        [one] { $number } passage
       *[other] { $number } passages
    }
quote =
    { $number ->
        [one] { $number } citation
       *[other] { $number } citations
    }
dispute =
    { $number ->
        [one] { $number } contestation
       *[other] { $number } contestations
    }
event =
    { $number ->
        [one] { $number } fait ou propos daté
       *[other] { $number } faits et propos datés
    }
no_disputes = Je n'ai trouvé aucune affirmation qu'une autre source démente.
no_events = Les articles ne datent rien de cela.
nothing_said = Les articles ne citent personne dont le nom ou la description contienne « { $name } ».
nothing_else = Les articles ne citent rien d'autre de « { $name } ».
said_then = { $when }, propos
searched = Consulté : { $articles }{ $period }{ $undated }, { $passages }.
of_day = { " " }du { $day }
from_to = { " " }du { $first } au { $last }
undated = { " " }({ $number } sans date)
nearest = Pas une réponse, mais au plus près :
taken_as = « { $typed } » lu comme « { $meant } ».
no_words = Votre message ne contient aucun mot à chercher.
none_occurs = Aucun des mots de votre question ne figure dans les articles.
not_occurring =
    { $number ->
        [one] { $words } ne figure pas dans les articles.
       *[other] { $words } ne figurent pas dans les articles.
    }
quoted = « { $text } »
no_money = Les articles ne donnent aucun montant pour cela.
no_number = Les articles ne donnent aucun chiffre pour cela.
apart = Rien dans les articles ne rapproche « { $word } » du reste de votre question.
other_time = Ce que les articles en disent est d'une autre période que celle demandée.
no_words_of = Les articles les plus proches ne citent rien là-dessus de « { $whom } ».
no_role = Les articles les plus proches ne nomment aucun « { $role } ».
bad_filter = « { $filter } » ne se lit pas : donnez un journal comme de:reuters, un jour comme 2022-04-18, un mois comme 2022-04 ou une année comme 2022.
no_article_there = Aucun article ne correspond à « { $filter } ».
no_outlet_there = Aucun article ne vient de « { $outlet } ».
outlets_are = Les sources sont : { $outlets }.
no_outlets = Aucun article ne nomme le journal dont il vient.
only_outlets = Recherche limitée : { $outlets }.
only_days = Recherche limitée aux articles publiés { $days }.
only_both = Recherche limitée : { $outlets }, { $days }.
since_day = depuis le { $first }
until_day = jusqu'au { $last }
between_days = du { $first } au { $last }
on_day = le { $day }
none_outlets = Rien n'y répond dans { $outlets } ; des articles qui le nomment sont cités.
none_days = Aucun article publié { $days } n'y répond ; d'autres sont cités.
none_both = Rien n'y répond dans { $outlets }, { $days } ; des articles qui le nomment sont cités.
too_many = Cela fait { $articles } : ajoutez des mots à chercher, ou limitez davantage.
list_them = /sources { $filter } donne la liste des articles.
as_before = { $narrowed } Comme dans la question précédente.
not_covered = Aucune phrase des articles ne couvre ce que vous demandez.
nobody_denies = Aucune source des articles ne dément cela.
says = Qui le dit :{ " " }
itself = l'article lui-même
quoting = , citant{ " " }
nobody_named = personne n'est nommé
anonymous = anonyme
via = via { $secondary }
perhaps = = { $antecedent } ?
said = Dit :{ " " }
happened = Quand :{ " " }
about = vers { $when }
about_day = vers le { $when }
about_period = environ du { $when }
unresolved = jour inconnu, l'article n'a pas de date
to = { $first } au { $last }
paragraph = paragraphe { $number }
also_in = Aussi dans{ " " }
and_more =
    { " " }et { $number ->
        [one] { $number } autre
       *[other] { $number } autres
    }
no_date = sans date
in_language = en { $language }
normalised = typographie normalisée par Telegram
untitled = (sans titre)
newest_first = { $articles }, du plus récent au plus ancien
newest_found = « { $asked } » : { $articles }, du plus récent au plus ancien
found_inside = « { $asked } » dans leur texte : { $articles }, du plus récent au plus ancien
see_quote = citation { $number }
see_under = comme sous { $number }
in_context = En contexte
newer = ‹ Plus récents
older = Plus anciens ›
more = Suite
who_disputes = Qui le conteste ?
who_says = Qui le dit ?
paragraph_before = ‹ Paragraphe précédent
paragraph_behind = Paragraphe suivant ›
open_source = Ouvrir la source
copy_quote = Copier
share = Partager
proof = Preuve
helpful = Utile
wrong_quote = Mauvaise citation
rated_helpful = Merci, c'est noté comme utile. Votre question est gardée avec cet avis.
rated_wrong = Merci, c'est noté comme mauvaise citation. Votre question est gardée avec cet avis.
rating_not_kept = Votre avis n'a pas pu être gardé ; réessayez plus tard.
stats_nothing = Personne n'a rien demandé ni jugé ces { $days } derniers jours.
stats_head = Les { $days } derniers jours
stats_asked =
    { $questions ->
        [one] { $questions } question : { $answered } avec réponse, { $refused } sans
       *[other] { $questions } questions : { $answered } avec réponse, { $refused } sans
    }
stats_rated = Jugées utiles : { $helpful }, mauvaises : { $wrong }
stats_inline = Recherches pendant la frappe (mode inline), comptées à part : { $number }
stats_took = La recherche d'une réponse a pris au plus { $median } ms une fois sur deux, { $slow } ms 95 fois sur 100.
stats_day = { $day } – questions : { $asked }, avec réponse : { $answered }, sans : { $refused } ; utiles : { $helpful }, mauvaises : { $wrong }
stats_unanswered = Le plus souvent sans réponse
stats_after = (après : { $question })
stats_in_private = Ce qui est resté sans réponse, je ne le dis que dans notre conversation privée.
stats_bars =
    .answered = avec réponse
    .refused = sans réponse
    .helpful = jugées utiles
    .wrong = jugées mauvaises
may_not_rate = Seule la personne qui a posé la question, ou un admin, peut juger une réponse ici.
how_to_prove = Répondez à une de mes réponses par /proof, ou par /proof 2 pour sa deuxième citation.
nothing_like_it = Rien dans les articles ne ressemble à cette affirmation.
stands_there = Cela figure dans les articles, mot pour mot :
comes_nearest = Ce qui s'en approche le plus dans les articles ; comparez les mots :
denials_bearing = Démentis dans les articles qui s'y rapportent :
disputed = contesté
how_inline = Tapez une question derrière mon nom, comme « Qui a livré les hélicoptères ? », et choisissez une des citations.
how_inline_button = Comment demander
nothing_found = Pas de réponse ; au plus près ci-dessous
how_as_guest = Posez-moi une question derrière mon nom, ou répondez à un message par mon nom seul : je cherche qui conteste ce qu'il dit.
add_post = Ajouter à la bibliothèque
how_to_add = Répondez par /add à une publication, un fichier ou un lien, ou envoyez un fichier avec /add en légende. Derrière la commande peuvent suivre un lien, le jour de publication ou l'article lui-même.
not_a_day = Je ne peux pas dire de quel jour il s'agit. Écrivez-le comme 2022-04-18 ; il ne doit pas être à venir.
not_read = Rien n'a été ajouté. { $reason }
unreadable =
    .too-long = C'est plus long qu'un article ne peut l'être, ou davantage que je n'en prends ici. Utilisez `saidwho add` dans un terminal, ou coupez-le en fichiers.
    .no-kind = Ce n'est pas une sorte de fichier que je lis : texte, Markdown, HTML, PDF, lignes JSON, flux.
    .no-text = Il n'y a là aucun texte qui puisse être cité.
    .too-heavy = Cela ne peut pas être lu dans le temps et la mémoire permis.
    .damaged = C'est endommagé, ou ce n'est pas ce qu'en dit le nom.
    .address = Je ne suis que les adresses https de sites publics, par leur nom.
    .not-there = La page n'a pas pu être obtenue. Réessayez plus tard, ou enregistrez-la et envoyez-moi le fichier.
file_too_large = Rien n'a été ajouté : Telegram ne me laisse prendre que des fichiers de { $megabytes } Mo au plus. Utilisez `saidwho add` dans un terminal.
file_gone = Rien n'a été ajouté : Telegram n'a plus ce fichier. Envoyez-le de nouveau.
no_fetching = Rien n'a été ajouté : je ne suis les liens que là où SAIDWHO_FETCH le permet. Enregistrez la page et envoyez-moi le fichier.
forward_post = Rien n'a été ajouté : c'est le lien d'une publication. Transférez-moi la publication elle-même.
library_busy = Pas encore fait : un autre processus écrit dans la bibliothèque. Réessayez quand il aura fini.
library_fails = Pas fait : la bibliothèque n'a pas pu être écrite. Le journal dit pourquoi.
only_until_restart = C'est gardé en mémoire, jusqu'à l'arrêt du bot ; avec SAIDWHO_DATA, cela reste.
offer_gone = C'est déjà fait, ou trop ancien. Envoyez-le de nouveau.
which_day = Quel jour cela a-t-il été publié ? Répondez par la date, comme 2022-04-18 ; je l'ajoute ensuite.
which_days =
    { $number ->
        [one] { $number } n'a pas de date. Répondez par le jour de sa publication, comme 2022-04-18 ; j'ajoute ensuite le tout.
       *[other] { $number } n'ont pas de date. Répondez par le jour de leur publication, comme 2022-04-18, si c'est le même ; j'ajoute ensuite le tout.
    }
day_of_which = Plusieurs attendent leur date. Répondez à la question posée sur celui dont il s'agit.
add_it = Faut-il l'ajouter à la bibliothèque ?
add = Ajouter à la bibliothèque
do_not_add = Ne pas ajouter
add_undated = Ajouter sans date
day_of_post = { $day }, comme la publication
added = Ajouté à la bibliothèque.
new_version = Ajouté comme nouvelle version ; les citations de la précédente restent vérifiables.
not_added = Pas ajouté.
there_already = Cela se trouve déjà dans la bibliothèque : { $article }
there = déjà là
articles_added =
    { $number ->
        [one] { $number } article ajouté
       *[other] { $number } articles ajoutés
    }
articles_replaced = { $number } comme nouvelle version
articles_known = { $number } déjà là
field_title = Titre :
field_date = Date :
field_outlet = Média :
field_language = Langue :
field_link = Lien :
not_given = non indiqué
not_recognised = non reconnue
not_understood = Je ne lis qui dit quoi, et quand, qu'en français et en anglais.
as_posted = { $day } (jour de la publication, en UTC)
claim =
    { $number ->
        [one] { $number } propos avec sa source
       *[other] { $number } propos avec leur source
    }
nearly_the_same = Presque le même texte se trouve dans la bibliothèque :
of_them_nearly =
    { $number ->
        [one] Presque le texte de { $number } d'entre eux se trouve déjà dans la bibliothèque.
       *[other] Presque le texte de { $number } d'entre eux se trouve déjà dans la bibliothèque.
    }
remarks = À noter, en anglais :
remove_again = Le retirer
remove_this = Retirer cet article ? Il ne sera plus trouvé ; ses citations restent vérifiables.
    { $article }
remove_which = Quel article faut-il retirer ?
remove = Retirer
keep = Garder
kept = Gardé.
removed = Retiré ; ses citations restent vérifiables. { $article }
how_to_remove = Écrivez derrière la commande le nom d'un article, comme dans /sources, ou répondez par /remove à une de ses citations ; /remove 2 vise la deuxième.
nothing_called = Aucun article de la bibliothèque ne s'appelle ainsi, ou il est déjà retiré.
last_article = C'est le seul article que j'aie. Ajoutez-en d'abord un autre.
