// Made by scripts/build-kernel.mjs from libs/sigma/kernel. Do not edit.

/** Bytes of the byte engine as WebAssembly. */
export const kernelLength = 10965;
/** It, as pack.ts packs it. */
export const packedKernel =
  "~`Fk$U>J7Q0Jj@+F=}6QZDikX3Kf@zy=|qc1w@8tMlD|rw,EGDGe7kwinZWaM;4,4K8z2sT:1a7Gh#ppT80m}dm#A`v]?fd{ph6>m_S)ca_c^n" +
  "<0SSNxn}|vZ?D(^]3}iL#g|kEa']3C,Z.2u0O[~(}2u?6,XB/fueT);b^7bzf5xt0>{<nLi,V=)m&G?1Q1HiijbO7a3>OB@7:8FBsl,pZh_SJG" +
  "Hm,OxQ-<95WP]VID3,*A(VO@-4;AGua$:n3_cmG2eZTw~?#buB)g$gMC1nJ9<eWT00eo;S?MLvz%15-H'yTzBwE`aMZu/,YJ-m;KD8DK-(&`mr" +
  "cq5zvmG~,4<._t^UY>&eK:%e&tfY]m[c>2i{%YCBdc.:#}dOpZ}:pCYt`&MEJOb74%oR-|iTz?pIY6s_ii5N6td@;*Vf0,I-U$iwLi4G5@O,8Z" +
  "P8<^DBR-Wu:RB*K3+CIlfnuoaDg^2Cq|/}C)GV+Xx@ydg7#zsv`7yYI2w.[2sC`K;uwYobGjCEOcjbQRn?k4Is~=i5ro.etN6&X)qBUic=ofYr" +
  "lU@??9-gB61XC;0}?yHoO|AWtpvQ1G4/bUC)PW#tw<ibDj%Vy#Gql>&UfvBB}Etcr~0j'Imw629F~@34m:L6SNz~S{>DpRR,>z.}MN'4x53%b6" +
  "|i:feKIC|8fxn~LO;}+S@bk=x8$oQCuYM:9K@ZXWsaluZ7PX^q@x@k];R6*T*A59iZak_vs+FK*lt}BN%#{0h_-ZsQ6Pi:UoBrR=D;<05e,a%&" +
  "rO]nVhc?*oL)TH_j9JA^kKv4q@7GedIXZ+uB26o$&S~[Ft|${V9KU&,PU0[[&I)86z)CMp*wy{HLww][IpRVZ=%Y|pB[|%M.HGSE<v2?Hm6LK:" +
  "#RcW8.wTX-g]relS|4.cCyUK_RvsD)~>o^X]Gt=_mR?8ckd[D*&:^XkwE~%x}:M-3[f`CY<Yq~Z>h(t&O4umP~}VC)rD/^_uz_hM`0s:O(vwv(" +
  "OZ<u5*jsE,%A+x7{pdfC/G;SXo++*M*d&`A:&~peRCIyNYN4<@2k,kCx->D0p?]n8SRPylJr0Qz_DG0TY?Ejr,,e*HH0tEKN[WbBJQ:F>($|eU" +
  "H]]+NyD6kp-X$hXq^_g?Ld27/qb4z^*dfV5nQM,PS(-ugY&h;y&-s[{IE<%)$N=0E9%30D~FQc`:e`D-I$s}puNLF#xO3=caXG5.`J%TN%wH(x" +
  "?vl>1Z(d>&26Hd~UF;^I}6EW{stHIprgICJhaZVSv:.0O]Muf8%xbcjZG7R:n#Dw5Hmxrk`$vag_-(c7*,?oGC%TPP%$u'53&A<<3U(Ff/E,vp" +
  "beb*nx_(zZ[(~fwZasEySI(PDB^37`rr3F,ZRWH=ar%{V-U[gubO+|o_w&{arX?SX8ihBR6]m8a8(S`9OM8fW-+z)i.sq9;hcv|`QYdDh{p.63" +
  ",y:3eTkT#&yfn`_|%'5U:ONyk6D)&dm[s`3em-azMi;Pq&$Weo|Fk7Ua#'?N6r.T'dA(G<kLn-n}>z&YL?5hW<DW;d=NPI~7YbIzFjO4dLg&h`" +
  "fDGwnBB7{+UwW8Bjz1PX`U]n0]%TuY~]QG<b{WgdI+'[z}D[}R[=j'{lyOm>}0eqULt1NCI@}W@=ymcH^tt7/+fCO2,c>yfrLji|'X[S~+IgY$" +
  "5c}8@?PcA~@(I8P@%wKLyo'0tA|,[A1)enOJ]w=>;,(%3qjGubuvZQTnqxk&@2<Hc9vn>hF5jZPCM+u]+<1i6N@hFV#oJVrWtg,xU]w&cDkQ|F" +
  "qM+`ODR$P*sk%QHU#Ngo*sQ7|WmE*dy.KZVhgj?&M]=5nvPk7aa|n0MH&9iKE?JsCJRl)M:Z1A)[Z7*&3gzR>2|lhRqf&VZcAQJ*]nlp6VtKS5" +
  "_[~#fF*T6gv{b;fi)eyow&0}w^L<x?H>Sf:Y4wv9Z[8_v+xag5GxuTZOLsZ~$UL_ilbnr1(}{xiH78IK6TaA(9}]`aT+P4cV2mC>UpfJjfT*U2" +
  "ClqeO7^F'BRsh#'{?R9,(+diryCp_bu]yN.F9n'GI@(ODr8X;V{q,:'F}%vA*sJNcPE9IpfSpQ3,`hy7k*KX#EU=uj}Mn&=Q>afJoJM~@19RN," +
  "*r]j/Ax9dtcAM}}iYZlT`,vY.wi8sOiv-Z5JjDOZM}NLCDXRWEp2#kXg7;KdY$?d:)J?{EPOVE&~<HXX`'%OM;J*RM04aB_]d8($2ljh}.pOj+" +
  "jI?:m=jGI_-AkG'$Kg4?eb:|^,.#R5ppoi9yEW6CSwd[Jc#'YQ%&od</f^URjeq6.Wh>rL^n5O3YFx;+&m.Vws4,K4y.@V`)}eV[88v(l@}^32" +
  "X+G)VD@/QSQQb*aLBL6'*ZN|qHw$?wi(%3<j~]d}OROE=VEe$(r*pL)E6YAq3fjrz2:pYb*u~-H9p#S|.7'tFtE6Kq_x4`pgE?j-:Y<3jzkP`Z" +
  "OADZ8{BjY,OOpv9a%`9Q-(-*J2jZwMs+.f>g~$J~e#|_A20x<R(Fps[#xRNj$?&TuPFC0$0X~:U%N<'*_U$JJWUF7mNhv-GO00/DMW.x}L.kQC" +
  "K8&CZqaW3u:NA9[UcTXooXPlC>_[<sl;,]NIoxv}YtHNw=`;=wgGPPuIMC${<R3-%7EpJV@54U,b/vKx@4B(>&j'TA%aX6|h(&Yh;vWsAPiY`i" +
  "3h)~($=77z>tL1#&[q|.EK]Bx3g?5|UB.|H{^2]C4[I0;R?w4^L.DV|JvcCir=@{vt^(}?Uz/.|s'FK$R*`]-(NzMui)/Clw*5zUJYa1^TDLZL" +
  "bc~7j_x~{A$o{k~DH$+>Oa^y/o'grpfYILJ{fYg6]b/?+wtC|^6:ep6psu}JKjkKz;1s~%aP58PAH>[OJ^wBQC=v8NnxU8UJfjt&,gNuAbf.F-" +
  "6iMf+(h~pwH>@iBhvrgUkAAHUsKtPSS(73n,~JGYf1D4/CX~[]dgl)e)3J]^b2NZ.b0dDVqBprCV&z-JAW>h+2{l0*M19<VK&bR40Srdkh<oX>" +
  "-O|+@H,[vAOIqRio*etbQMSWMX5A[5N5s,N}sjexF46%Z06-j&j5@b3{5g~2/@#~]QA<d0LS']*kdF^(jAR5t(_,)Zk[O5)o/2O@ghCH1<,E=p" +
  "S{[m{wc*'^>oxTR5%HH[:=n72@.CAtVL^>(H8[OnwmI1'/NJ`'@0iPpNCc<~M9Vf$J]t:*XOzUKt~$^.xFOMFLQt2+w_uU~m8n4Eq9$kh.Qp8B" +
  "Kv[Rg`31eS]DM(N(/]F|M7V~{q3T%+68#w}f8_#o[d)ZQAq&78@D2dn}CT_zMq#ykRco|q-a|1E,/n^$XQ&W<xwO_>ep.kcOWFufAAwhSQmu)o" +
  "@suS`O}-uYQmz(5%U'[N0-bjK|e`~uMTXZ`JSUTMq`W=*X]lV=xlY@+I>~SJ5lE)eH-t5N98<p:`>dX4VMhw5{T%@KN.#35x|e[W/%[ZbnK'RP" +
  "Ik/mj'Hwf:i?iCM,I)s=H<Wv|vUj&KDI=Ur7}O^r)U162Fkk>CfMRb&}6)1_,:W294,+`TaogT^9rJ{0^/<YqidsRnY)U~0}&U]CZ8z)Y9nU)w" +
  "-dMni6E,|M`.68apf.tUbspZ)gYYZ=,e$gxxX<,W<~YbUd'~Lgqs2W}Q|k5`czN<yc-F8Vt474$IpN[+7TX,c5F$gJ5Oece[?Xni1tj[&Y`/_e" +
  "%~,;i3r^6R<C)xoC:Ak$>D;FQoX.DNa2EW.,t);Y6FeWEX0q,5XDW'>hy5{Oi:|l_-vK}5^GkyKQ_.iM//QvC*{TFX,Zr5Dt?HgsCSB$t7Z0&y" +
  "-6G/<S:rn$FuLgSu(S}J;dup$orPtgK?k622GHudW%=FzYfPegcFl_ievCyEo_N=In[P~B0z)hA@*y^JbKNAg'3Ht<cl]+X6w8xzhb@rzMGK9q" +
  "&Y>.D3sZCtW#c;VIac&fIe#zZ7uEua+xQHVSE}l#{[C4K;wRWM&E(DGb8LV%y6=V5m6;,Ypj09BlD?kb{#L+8E{cZ=:TBOSLkN9ekVrdXK_k&s" +
  "wO,yV[jo1U7S}E+nbS^@4#O3&zZ;Q6o3szhO|F}qNB/D^Tpb:0(1OLuOX4bG)f5)Vr;VhVN&eC?<P~Sv18=G]TGJdW9/@5&B/te}qHK{OXMX(s" +
  "-SanxMLP7g9+0*$K?lAPkQv_4S&uVMg;gatxbtGdF.21`mxm&BSkq}T8_QH89tWXU|YG%)X9gD-c`<&|*P8Uuxd;71lt[Xj{c[H|DO8I(x$m@q" +
  "0[$fi*?UIUO?}Y~Rz2?-yj`Y',7.UJPBH[{sIC&TlQ_h70|%62Ip)4xyfR8M]x_>P/ATq~(ntuvXez-k16FcjMS9WpJ69A|9>ysfh9{p}uW%m^" +
  "j=i)%]?z@gvTWS[avhaGEZCK.sGItPXap#dpHCnjVlhAAvy}rdv(vlRg05FjXf4cD+^|MZqP6zD|wD}6'ZK&k_Bf(BKMK2+T<n]2y_~<}.x?}h" +
  "+S..n<I;n:^)]ZN^[L4flv7]hNF8RD7pyQeRt,o*+3Db8-OK&L:,lzO;5`'v`I:DQe7I85Z/>[_7UjONvroCEbOf]z>vd^;a_^yr*qE<e6S}k0" +
  "p'E&I*53KsI|B.-IZ3k|#]utx5<EG(i`S+9.`*r{aPM3kTGo~KuOiJm:1F;20^h~VVX^raD'yG18ftU7qww)AlsOg?**vfS)M7MWn;])*/z<is" +
  "oU}Z{pw/%bkqy6H+AqPMRj-4<s>=a':iZvdjrytZ?a%_Z3-_V$8q`&<0rINj2<^7YF2BJUZL.n(ajD,gfjw3:G~I=K9JATj+s>VYH/`VmZ&{ur" +
  "NCx.#-=sRK'j%-YoNQ}M$dp;Ec..-qGdIWZH8%mx'IV0@Fm&8b63)#G3L&6~-s:@>.[P2<sTxCvDl::fv=qwG7P=7QN,l*DTg@DsBE$_~V1n*K" +
  "877l%2yW?(5k>{ifAjipRzFsF~R:@x-^DcDht${gZ7r6MJ6FN>z|qRSwVbkK9js8{z*VvaARDs?;5'OH0#ny~wgUL(|&9.sP@d2zI(Rep[zbVa" +
  "_A7;Erc7j'0Miy>p9.Nxkx@Luo6u0{lP+0i5&x9>K1ur5~CW]t(~:TtKO9e*h3z1MFtq/a1vDvtv,7I9e'/Sb)1:_QDmXlq(+9S,#c[nC#c2SY" +
  "V@3*dw'Vz=iatJQb4Q/;pXTgVQeDQ2so`8-)V,*AP|>')ZsQ;)G)hPom[|2oE)5'i{@U2GeEJHSI4~7^/nu<(*yn`JQ^WDOJ2yADCU2]5S;;-q" +
  "a8}]'<Y:bSDA&6m%B*A`dK}xX2f[Msux>79GZ9@o@zB>P3AOJZ:ut|R8~,UyMQyct^:)Ng2bI>7+991bM%(HB^J(}75^XbwJ|o.OEp1GjXd53," +
  ".bzro|s[`$1Re[:71qEm^`AMXWocoZX{=GpDh>9pXX.k,|#?.B=*q^?&:Ss+B%uA=?-rDr&lakfM=]@_PK5#H}mx7&x`B`zzfEodzbHR,Fr*t>" +
  "$[i6>3'<HKzQ4C=jcv&7)C`6m&/1QGT{oag79nH2~{TfFU&R+B%;cb.9ba<lG%|&5H.GBb";
